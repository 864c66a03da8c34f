using System.Globalization;
using Reconciler.Api;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Looking;

/// <summary>Fleet sources: the repositories that an operator follows. What they say comes from their statuses; nothing is planned.</summary>
internal static class SourceLines
{
    /// <summary>What people type, and the columns.</summary>
    public static Noun Noun { get; } = new(
        "fleet",
        ["fleets", "fleetsource", "fleetsources"],
        "Fleet sources: the repositories that an operator follows, and how far the cluster is in line with them.",
        ["NAME", "REVISION", "SUSPENDED", "READY", "MESSAGE"],
        ["REASON", "ATTEMPTED", "APPLYING", "OBJECTS", "URL", "PATH"],
        StateColumn: 3,
        (_, _) => []);

    /// <summary>The line of one.</summary>
    /// <param name="source">The fleet source.</param>
    public static Line Of(FleetSource source)
    {
        var (spec, status, ready) = (source.Spec, source.Status, ReadyOf(source));
        return new()
        {
            Namespace = source.Metadata.Namespace ?? "",
            Name = source.Metadata.Name,
            Id = source.Metadata.Name,
            Resource = Line.ResourceOf(nameof(FleetSource), source.Metadata.Name),
            Labels = source.Metadata.Labels,
            Cells = [source.Metadata.Name, status?.LastAppliedRevision ?? "", spec.Suspend ? "True" : "False", ready?.Status.ToString() ?? "Unknown", ready?.Message ?? "no operator has seen it yet"],
            More = [ready?.Reason ?? Words.Nothing, status?.LastAttemptedRevision ?? Words.Nothing, status?.Applying ?? Words.Nothing, (status?.Objects ?? 0).ToString(CultureInfo.InvariantCulture), spec.Url, spec.Path.Length == 0 ? "." : spec.Path],
            Json = () => new()
            {
                ["name"] = source.Metadata.Name,
                ["namespace"] = source.Metadata.Namespace,
                ["url"] = spec.Url,
                ["path"] = spec.Path,
                ["suspended"] = spec.Suspend,
                ["ready"] = ready?.Status == ConditionStatus.True,
                ["reason"] = ready?.Reason,
                ["message"] = ready?.Message,
                ["revision"] = status?.LastAppliedRevision,
                ["attempted"] = status?.LastAttemptedRevision,
                ["applying"] = status?.Applying,
                ["heldDigest"] = status?.HeldDigest,
                ["objects"] = status?.Objects ?? 0,
            },
        };
    }

    /// <summary>Its condition <c>Ready</c>; null: no operator has seen it yet.</summary>
    public static Condition? ReadyOf(FleetSource source) => source.Status?.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
}
