using System.Xml.Linq;

namespace Reconciler.Architecture.Tests;

/// <summary>What the project file of a room asks for.</summary>
internal sealed record ProjectFile(IReadOnlyList<string> Rooms, IReadOnlyList<string> Packages, string AssemblyName)
{
    /// <summary>Reads the project of <paramref name="room"/>.</summary>
    public static ProjectFile Of(string room)
    {
        var project = XDocument.Load(Repository.PathOf("src", $"Reconciler.{room}", $"Reconciler.{room}.csproj"));
        return new(
            [.. Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Select(Tests.Rooms.RoomOf)],
            [.. Included(project, "PackageReference"), .. Included(project, "FrameworkReference")],
            project.Descendants("AssemblyName").SingleOrDefault()?.Value ?? $"Reconciler.{room}");
    }

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
