using Reconciler.Api;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Objects;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests;

/// <summary>A file that may hold manifests.</summary>
/// <param name="Path">Path as people know it: relative, with forward slashes; <c>-</c> for standard input.</param>
/// <param name="Content">Its bytes; they must not change afterwards.</param>
public sealed record ManifestFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>The most bytes that are read of a file. One more is enough to learn that it is too large.</summary>
    public const int MostBytes = Limits.FileBytes;
}

/// <summary>
/// YAML (and so JSON) to records, strictly. Total: whatever the file holds, the answer is objects and findings, never an exception.
/// Safe to call on several threads.
/// </summary>
public static class ManifestReader
{
    /// <summary>Reads one file: every document of it, and every problem of each.</summary>
    /// <param name="file">The file.</param>
    /// <param name="defaultNamespace">Namespace of objects that name none.</param>
    /// <returns>What the file holds.</returns>
    public static FileContents Read(ManifestFile file, string defaultNamespace)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(defaultNamespace);

        var problems = new Problems(file.Path);
        var objects = new ObjectReader(file, defaultNamespace, problems);
        try
        {
            foreach (var document in Documents.Read(FileText.Decode(file.Content.Span), problems.Add))
            {
                objects.Read(document);
            }
        }
        catch (YamlProblem problem)
        {
            problems.Add(problem);
        }

        return objects.Finish();
    }

    /// <summary>Reads one object as an API server gives it. Of its text nothing is kept: findings have a field, but no place.</summary>
    /// <param name="path">The object as people know it.</param>
    /// <param name="json">UTF-8.</param>
    /// <param name="withStatus">Whether its status is read; of what people wrote it is not theirs.</param>
    /// <returns>What it holds; as of a file.</returns>
    public static FileContents ReadObject(string path, ReadOnlySpan<byte> json, bool withStatus)
    {
        var problems = new Problems(path);
        var objects = new ObjectReader(new(path, default), ApiGroup.DefaultNamespace, problems) { HasPlaces = false };
        try
        {
            objects.Read(JsonNodes.Read(json, withStatus));
        }
        catch (YamlProblem problem)
        {
            problems.Add(problem);
        }

        return objects.Finish();
    }

    /// <summary>Reads the status alone of an object as an API server gives it: what people wrote of the object may be what can not be read.</summary>
    /// <typeparam name="T">What the status is.</typeparam>
    /// <param name="json">The object, UTF-8.</param>
    /// <returns>Null where it has none, or one that can not be read.</returns>
    public static T? ReadStatus<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            if ((JsonNodes.Read(json, withStatus: true) as Mapping)?.Find("status") is not { Value: var status })
            {
                return null;
            }

            var reading = new Reading(new(""), new("", "", ""));
            var read = Shapes.Of(typeof(T)).Read(status, reading);
            return reading.HasProblems ? null : (T?)read;
        }
        catch (YamlProblem)
        {
            return null;
        }
    }
}
