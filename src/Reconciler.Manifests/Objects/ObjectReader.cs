using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Checks;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Objects;

/// <summary>Sorts the documents of one file by what they are, and reads those of this product. Used by one thread.</summary>
/// <param name="file">The file.</param>
/// <param name="defaultNamespace">Namespace of objects that name none.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class ObjectReader(ManifestFile file, string defaultNamespace, Problems problems)
{
    private readonly ImmutableArray<Declared<Resource>>.Builder _objects = ImmutableArray.CreateBuilder<Declared<Resource>>();
    private readonly ImmutableArray<ObjectRef>.Builder _unreadable = ImmutableArray.CreateBuilder<ObjectRef>();
    private readonly ImmutableArray<TemplateFile>.Builder _templates = ImmutableArray.CreateBuilder<TemplateFile>();
    private readonly ImmutableArray<DeclaredNode>.Builder _policies = ImmutableArray.CreateBuilder<DeclaredNode>();
    private readonly FilePlaces _places = new(file.Content);
    private readonly ImmutableArray<DeclaredNode>.Builder _configMaps = ImmutableArray.CreateBuilder<DeclaredNode>();
    private int _documents;
    private int _skipped;

    /// <summary>Whether there is a text in which fields have places; default true.</summary>
    public bool HasPlaces { get; init; } = true;

    /// <summary>Everything that was read.</summary>
    public FileContents Finish() => new()
    {
        Path = file.Path,
        Objects = _objects.ToImmutable(),
        Problems = problems.ToImmutable(),
        Unreadable = _unreadable.ToImmutable(),
        Skipped = _skipped,
        Templates = _templates.ToImmutable(),
        Policies = _policies.ToImmutable(),
        ConfigMaps = _configMaps.ToImmutable(),
        Content = file.Content,
    };

    /// <summary>Reads the next document.</summary>
    public void Read(YamlNode document)
    {
        Read(document, "");
        _documents++;
    }

    // A document, or an item of a list of objects in it.
    private void Read(YamlNode document, string path)
    {
        if (document.Target is Scalar { IsNull: true })
        {
            return;
        }

        if (document.Target is not Mapping root)
        {
            problems.Add(ReadProblems.NotAnObject, document.Span, $"here is {Found.Describe(document)}, not an object", "begin with apiVersion, kind, metadata and spec");
            return;
        }

        var head = Head.Of(root, defaultNamespace);
        if (head.IsList)
        {
            ReadItems(root, path, head);
        }
        else if (head.Find(problems) is { } kind)
        {
            Read(root, path, head, kind);
        }
        else if (head.IsTemplates)
        {
            _templates.AddRange(Templates.Read(root, head.Subject, file.Path, problems));
            _configMaps.Add(new(root, head.Subject, file.Path));
        }
        else if (head.IsSkipped)
        {
            _skipped++;
        }
        else if (head.IsObject)
        {
            _unreadable.Add(head.Subject);
        }
    }

    private void ReadItems(Mapping root, string path, Head head)
    {
        path = FieldPath.Join(path, "items");
        if (root["items"] is Sequence list)
        {
            for (var i = 0; i < list.Items.Length; i++)
            {
                Read(list.Items[i], $"{path}[{i}]");
            }
        }
        else if (root.Find("items") is { Value.Target: not Scalar { IsNull: true } } wrong)
        {
            problems.Add(ReadProblems.WrongType, wrong.Value.Span, $"'{path}' is {Found.Describe(wrong.Value)}, but has to be a list of objects", "begin each object with '- '", path, head.Subject);
        }
    }

    private void Read(Mapping root, string path, Head head, Kind kind)
    {
        if (head.IsGenerated(kind))
        {
            _skipped++;
            return;
        }

        if (kind.Record == typeof(OperationalPolicy))
        {
            _policies.Add(new(root, head.Subject, file.Path));
            return;
        }

        var reading = new Reading(problems, head.Subject);
        head.RequireOnce(reading);
        var resource = (Resource)kind.Shape.Read(root, reading)!;
        if (!reading.IsIncomplete)
        {
            ObjectChecks.Run(resource, (rule, field, message, remedy) => reading.Report(rule, new NodeMap(root).Find(field), field, message, remedy));
        }

        if (reading.HasProblems || head.IsWrongVersion)
        {
            _unreadable.Add(head.Subject);
            return;
        }

        _objects.Add(new(resource with { Metadata = resource.Metadata with { Namespace = head.Subject.Namespace } }, new(file.Path, HasPlaces ? _places.Of(_documents, path) : Source.None.Map)));
    }
}
