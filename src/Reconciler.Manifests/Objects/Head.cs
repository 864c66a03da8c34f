using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Objects;

/// <summary>What the first fields of an object say: whose it is and what.</summary>
internal sealed class Head
{
    private readonly Mapping _root;
    private readonly string? _apiVersion;
    private readonly string? _kind;

    private Head(Mapping root, ObjectRef subject)
    {
        _root = root;
        _apiVersion = TextOf(root, "apiVersion");
        _kind = TextOf(root, "kind");
        Subject = subject;
    }

    /// <summary>The object as findings name it; fields that are not there are empty.</summary>
    public ObjectRef Subject { get; }

    /// <summary>Whether it is a list of objects as <c>kubectl get -o yaml</c> prints it.</summary>
    public bool IsList => _kind?.EndsWith("List", StringComparison.Ordinal) is true && (_apiVersion == "v1" || IsOurs);

    /// <summary>Whether it is a ConfigMap of templates.</summary>
    public bool IsTemplates => _apiVersion == "v1" && _kind == "ConfigMap" && HasLabel(Annotations.Template);

    /// <summary>Reports what is given twice among the fields that only the head reads.</summary>
    public void RequireOnce(Reading reading)
    {
        foreach (var again in _root.Entries.Where(entry => entry.Key is "apiVersion" or "kind").GroupBy(entry => entry.Key).SelectMany(same => same.Skip(1)))
        {
            RecordShape.ReportTwice(_root, again, reading);
        }
    }

    /// <summary>Whether it says anything that only objects say.</summary>
    public bool IsObject => _apiVersion is not null || _kind is not null;

    /// <summary>Whether it is none of this product's objects, or of a kind that is not read yet.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>Whether it is of the group, but of another version.</summary>
    public bool IsWrongVersion { get; private set; }

    private bool IsOurs => _apiVersion?.StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal) is true;

    /// <summary>Reads the head of an object.</summary>
    public static Head Of(Mapping root, string defaultNamespace)
    {
        var metadata = root["metadata"] as Mapping;
        var kind = TextOf(root, "kind") ?? "";
        var space = Kinds.Find(kind)?.Info.ClusterScoped is true ? "" : TextOf(metadata, "namespace") ?? defaultNamespace;
        return new(root, new(kind, space, TextOf(metadata, "name") ?? ""));
    }

    /// <summary>Whether it is a window that the product made: such ones are made anew, never read.</summary>
    public bool IsGenerated(Kind kind) => kind.Record == typeof(MaintenanceWindow) && HasLabel(Annotations.OriginKind);

    /// <summary>The kind to read it as; null where it is not to be read, with the reason reported if it is a mistake.</summary>
    public Kind? Find(Problems problems)
    {
        if (_apiVersion is null || _kind is null)
        {
            ReportNoHead(problems);
            return null;
        }

        if (_apiVersion != ApiGroup.ApiVersion && !IsAlmostOurs)
        {
            IsSkipped = true;
            return null;
        }

        if (_apiVersion != ApiGroup.ApiVersion)
        {
            IsWrongVersion = true;
            Report(problems, ReadProblems.WrongApiVersion, "apiVersion", $"'apiVersion' is '{Found.Shorten(_apiVersion)}', but has to be '{ApiGroup.ApiVersion}'", $"write 'apiVersion: {ApiGroup.ApiVersion}'");
        }

        if (Kinds.NotYetRead.Contains(_kind))
        {
            IsSkipped = true;
            problems.Add(new Finding
            {
                Rule = ReadProblems.NotYetRead,
                Severity = Severity.Info,
                Message = $"{_kind} '{Subject.Name}' is passed over: this version does not read the kind yet",
                Object = Subject,
                Path = "kind",
                File = problems.File,
                Span = _root.Find("kind")!.Value.Value.Span,
            });
            return null;
        }

        if (Kinds.Find(_kind) is { } kind)
        {
            return kind;
        }

        var advice = Spelling.Nearest(_kind, Kinds.Names) is { } near ? $"did you mean '{near}'?" : $"the kinds are: {string.Join(", ", Kinds.Names)}";
        Report(problems, ReadProblems.UnknownKind, "kind", $"'{ApiGroup.Name}' has no kind '{Found.Shorten(_kind)}'", advice);
        return null;
    }

    // Another version of the group, or a misspelt or missing group with a kind that only this one has.
    private bool IsAlmostOurs => IsOurs
        || (Kinds.Find(_kind!) is not null && _apiVersion!.Split('/') is var parts && (parts.Length == 1 || Spelling.Nearest(parts[0], [ApiGroup.Name]) is not null));

    private void ReportNoHead(Problems problems)
    {
        if (_apiVersion is null && _kind is null)
        {
            problems.Add(ReadProblems.NotAnObject, FirstKey, "here is a mapping without apiVersion and kind, not an object", "add them; files that are no manifests do not belong into the fleet's folder");
            return;
        }

        var (missing, remedy) = _apiVersion is null
            ? ("apiVersion", $"add 'apiVersion: {ApiGroup.ApiVersion}'")
            : ("kind", "add 'kind', such as 'kind: MaintenanceWindow'");
        if (_root.Find(missing) is { Value.Target: not Scalar } wrong)
        {
            Report(problems, ReadProblems.WrongType, missing, $"'{missing}' is {Found.Describe(wrong.Value)}, but has to be a text", remedy);
        }
        else
        {
            Report(problems, ReadProblems.MissingField, missing, $"'{missing}' is {(_root.Find(missing) is null ? "missing" : "empty")}", remedy);
        }
    }

    private void Report(Problems problems, string rule, string field, string message, string remedy) =>
        problems.Add(rule, _root[field]?.Span ?? FirstKey, message, remedy, field, Subject);

    private TextSpan FirstKey => _root.Entries.Length == 0 ? _root.Span : _root.Entries[0].KeySpan;

    private bool HasLabel(string name) => (_root["metadata"] as Mapping)?["labels"] is Mapping labels && labels.Find(name) is not null;

    private static string? TextOf(Mapping? mapping, string field) => mapping?[field] is Scalar { IsNull: false } text ? text.Text : null;
}
