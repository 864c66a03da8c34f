using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests;

namespace Reconciler.Engine.Stores;

/// <summary>Notices as files: the object in a folder for each namespace; the mail and the calendar entry side by side.</summary>
internal static class NoticeFiles
{
    /// <summary>Ending of a whole mail.</summary>
    public const string Mail = ".eml";

    /// <summary>Ending of the calendar entry beside it.</summary>
    public const string Calendar = ".ics";

    /// <summary>Both files of a message.</summary>
    /// <param name="notice">Name of the notice.</param>
    /// <returns>Relative paths.</returns>
    public static IEnumerable<string> MessageOf(string notice) => [notice + Mail, notice + Calendar];

    /// <summary>The file of the object.</summary>
    /// <param name="key">Namespace and name.</param>
    /// <returns>A relative path.</returns>
    public static string ObjectOf(ObjectKey key) => $"{key}.yaml";

    /// <summary>Reads an object back.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="path">Relative path.</param>
    /// <returns>Null where there is none, or none that can be read: it is written anew then.</returns>
    public static Notice? Read(KeptFolder folder, string path) => folder.Read(path) is { } bytes
        ? ManifestReader.Read(new(path, bytes), ApiGroup.DefaultNamespace).Objects.Select(declared => declared.Value).OfType<Notice>().FirstOrDefault()
        : null;
}
