using System.Collections.Immutable;
using Reconciler.Cli.Comparing;
using Reconciler.Cli.Json;
using Reconciler.Core.Policy;
using Reconciler.Manifests;

namespace Reconciler.Cli.Validating;

/// <summary>A finding, and by what it is known again.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Fingerprint">Equal for the same finding on another day or line; no two of a report are equal.</param>
/// <param name="IsKnown">Whether the baseline has it.</param>
internal sealed record Reported(Finding Finding, string Fingerprint, bool IsKnown)
{
    /// <summary>How bad it is; something known is good to know.</summary>
    public Severity Severity => IsKnown ? Severity.Info : Finding.Severity;
}

/// <summary>What <c>validate</c> found.</summary>
internal sealed record Report
{
    /// <summary>The files.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>Everything found, in the order of files and places.</summary>
    public required ImmutableArray<Reported> All { get; init; }

    /// <summary>How many findings of the baseline are mended.</summary>
    public required int Mended { get; init; }

    /// <summary>The versions that it depends on.</summary>
    public required ToolRow Tool { get; init; }

    /// <summary>Paths as a checkout has them.</summary>
    public required CheckoutPaths Paths { get; init; }

    /// <summary>Whether it may have colours.</summary>
    public required bool HasColors { get; init; }

    /// <summary>What the baseline does not have.</summary>
    public IEnumerable<Reported> New => All.Where(reported => !reported.IsKnown);

    /// <summary>What the baseline has.</summary>
    public IEnumerable<Reported> Known => All.Where(reported => reported.IsKnown);

    /// <summary>Errors and warnings that the baseline does not have.</summary>
    public IEnumerable<Reported> Problems => New.Where(reported => reported.Severity > Severity.Info);

    /// <summary>Makes a report.</summary>
    public static Report Of(Fleet fleet, IEnumerable<Finding> findings, Baseline baseline, ToolRow tool, CheckoutPaths paths, bool hasColors)
    {
        var all = Fingerprints.Of(findings).Select(pair => new Reported(pair.Finding, pair.Fingerprint, baseline.Has(pair.Finding, pair.Fingerprint))).ToImmutableArray();
        return new()
        {
            Fleet = fleet,
            All = all,
            Mended = baseline.Fingerprints.Count - all.Count(reported => reported.IsKnown),
            Tool = tool,
            Paths = paths,
            HasColors = hasColors,
        };
    }

    /// <summary>How many findings, known ones aside, are so bad.</summary>
    public int Count(Severity severity) => New.Count(reported => reported.Severity == severity && reported.Finding.WaivedBy is null);

    /// <summary>The last line of every report for people.</summary>
    public string Summary()
    {
        var used = All.Where(reported => reported.Finding.WaivedBy is not null).Select(reported => (reported.Finding.Object, reported.Finding.Rule)).Distinct().Count();
        var waivers = used + All.Count(reported => reported.Finding.Rule is PlanReasons.UnusedWaiver or PlanReasons.LapsedWaiver);
        string[] asides =
        [
            .. waivers == 0 ? (string[])[] : [$"{used} of {Texts.Words.Count(waivers, "waiver")} used"],
            .. Known.Any() ? (string[])[$"{Known.Count()} in the baseline"] : [],
            .. Mended > 0 ? (string[])[$"{Mended} of the baseline mended"] : [],
        ];
        return $"{Texts.Words.Count(Count(Severity.Error), "error")}, {Texts.Words.Count(Count(Severity.Warning), "warning")} in {Texts.Words.Read(Fleet)}{(asides.Length == 0 ? "" : $" ({string.Join("; ", asides)})")}";
    }

    /// <summary>The same with mail addresses that only those recognise who know them.</summary>
    public Report WithShortAddresses()
    {
        var addresses = new Addresses(areShown: false);
        return this with
        {
            All = [.. All.Select(reported => reported with { Finding = Shorten(reported.Finding) })],
        };

        Finding Shorten(Finding finding) => finding with
        {
            Message = addresses.In(finding.Message),
            Remedy = addresses.In(finding.Remedy),
            WaivedBy = finding.WaivedBy is { } by ? addresses.In(by) : null,
        };
    }
}
