namespace Reconciler.Manifests.Tests;

/// <summary>
/// What people are told of wrong input. A case is a file under <c>Messages</c>, or a folder of files that are read together; beside it
/// stands what they see. To add one write the YAML, run with <c>RECONCILER_UPDATE_GOLDEN=1</c>, and read what came out.
/// </summary>
public sealed class MessageTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Reconciler.Manifests.Tests", "Messages");

    public static TheoryData<string> Cases() => [.. Directory.EnumerateDirectories(Folder).Concat(Files(Folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Problems_SayWhatIsWrongAndHowToMendIt(string name)
    {
        var path = Path.Combine(Folder, name);
        string[] files = File.Exists(path) ? [path] : [.. Files(path)];

        var fleet = FleetAssembler.Assemble(files.Select(file => Read.Bytes(File.ReadAllBytes(file), Path.GetFileName(file))));

        Golden.MatchFile(Path.Combine(Folder, Path.GetFileNameWithoutExtension(name) + ".golden.txt"), Shown.Of(fleet));
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".yaml" or ".json");
}
