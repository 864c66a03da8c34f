using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Checks;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Objects;

/// <summary>Sorts the documents of one file by what they are, and reads those of this product. Used by one thread.</summary>
/// <param name="file">Path of the file as people know it.</param>
/// <param name="defaultNamespace">Namespace of objects that name none.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class ObjectReader(string file, string defaultNamespace, Problems problems)
{
    private readonly ImmutableArray<Declared<Resource>>.Builder _objects = ImmutableArray.CreateBuilder<Declared<Resource>>();
    private readonly ImmutableArray<ObjectRef>.Builder _unreadable = ImmutableArray.CreateBuilder<ObjectRef>();
    private readonly ImmutableArray<TemplateFile>.Builder _templates = ImmutableArray.CreateBuilder<TemplateFile>();
    private readonly ImmutableArray<DeclaredPolicy>.Builder _policies = ImmutableArray.CreateBuilder<DeclaredPolicy>();
    private int _skipped;

    /// <summary>Everything that was read.</summary>
    /// <param name="content">The bytes of the file.</param>
    public FileContents Finish(ReadOnlyMemory<byte> content) => new()
    {
        Path = file,
        Objects = _objects.ToImmutable(),
        Problems = problems.ToImmutable(),
        Unreadable = _unreadable.ToImmutable(),
        Skipped = _skipped,
        Templates = _templates.ToImmutable(),
        Policies = _policies.ToImmutable(),
        Content = content,
    };

    /// <summary>Reads one document, or one item of a list of objects.</summary>
    public void Read(YamlNode document)
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
        if (head.Items is { } items)
        {
            Array.ForEach(items.Items, Read);
        }
        else if (head.Find(problems) is { } kind)
        {
            Read(root, head, kind);
        }
        else if (head.IsTemplates)
        {
            _templates.AddRange(Templates.Read(root, head.Subject, file, problems));
        }
        else if (head.IsSkipped)
        {
            _skipped++;
        }
        else
        {
            _unreadable.Add(head.Subject);
        }
    }

    private void Read(Mapping root, Head head, Kind kind)
    {
        if (head.IsGenerated(kind))
        {
            _skipped++;
            return;
        }

        if (kind.Record == typeof(OperationalPolicy))
        {
            _policies.Add(new(root, head.Subject, file));
            return;
        }

        var reading = new Reading(problems, head.Subject);
        var resource = (Resource)kind.Shape.Read(root, reading)!;
        var map = new NodeMap(root);
        if (!reading.IsIncomplete)
        {
            ObjectChecks.Run(resource, (rule, path, message, remedy) => reading.Report(rule, map.Find(path), path, message, remedy));
        }

        if (reading.HasProblems || head.IsWrongVersion)
        {
            _unreadable.Add(head.Subject);
            return;
        }

        _objects.Add(new(resource with { Metadata = resource.Metadata with { Namespace = head.Subject.Namespace } }, new(file, map)));
    }
}
