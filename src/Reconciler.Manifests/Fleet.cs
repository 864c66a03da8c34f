using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests;

/// <summary>A fleet as its files declare it. Immutable; every list is sorted.</summary>
public sealed record Fleet
{
    /// <summary>Every object that people wrote, and the policy in force: the shipped one where the fleet's has problems.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>What is wrong with the files, by file, place and rule.</summary>
    public required ImmutableArray<Finding> Problems { get; init; }

    /// <summary>How many files were read.</summary>
    public required int Files { get; init; }

    /// <summary>How many objects of this product they hold, with those that can not be used.</summary>
    public required int Objects { get; init; }

    /// <summary>How many objects were passed over: of other API groups, of kinds not yet read, generated ones.</summary>
    public required int Skipped { get; init; }

    /// <summary>
    /// Objects that are declared, but have a problem and so are missing in the snapshot. Who takes an object's absence for a wish has
    /// to look here first.
    /// </summary>
    public required ImmutableArray<ObjectRef> Unreadable { get; init; }

    /// <summary>Texts of templates by file name, from ConfigMaps with the label <c>ops.reconciler.dev/template</c>.</summary>
    public required ImmutableSortedDictionary<string, string> Templates { get; init; }

    /// <summary>Why a template can not be used, by file name: what is told with it waits.</summary>
    public ImmutableSortedDictionary<string, string> BrokenTemplates { get; init; } = Map.Empty<string>();

    /// <summary>Tickets, by key: a ledger is read with the same reader.</summary>
    public required ImmutableArray<Declared<ChangeTicket>> Tickets { get; init; }

    /// <summary>Notices, by key.</summary>
    public required ImmutableArray<Declared<Notice>> Notices { get; init; }

    /// <summary>The files by path.</summary>
    internal IReadOnlyDictionary<string, FileContents> Contents { get; init; } = new Dictionary<string, FileContents>();

    /// <summary>The text of a line as it was read, for showing it beside a finding.</summary>
    /// <param name="file">Path of the file, as in <see cref="Finding.File"/>.</param>
    /// <param name="line">Line, from 1.</param>
    /// <returns>The line without its end; null where there is no such file or line.</returns>
    public string? LineOf(string file, int line) =>
        line > 0 && Contents.TryGetValue(file, out var contents) ? FileText.Line(contents.Content.Span, line) : null;
}
