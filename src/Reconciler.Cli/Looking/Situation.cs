using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Cli.Looking;

/// <summary>How the work goes on in a cluster, beside what it comes to.</summary>
/// <param name="Leaders">Who leads; null: that may not be read.</param>
/// <param name="Behind">Objects whose last edit no operator has looked at yet.</param>
/// <param name="Sources">The repositories that are followed.</param>
internal sealed record Situation(ImmutableArray<Leader>? Leaders, ImmutableArray<string> Behind, ImmutableArray<SourceState> Sources)
{
    /// <summary>Whether somebody leads; true where that may not be read.</summary>
    public bool IsLed => Leaders is not { } leaders || leaders.Any(leader => leader.Leads);
}

/// <summary>Who holds a lease; <c>renewedAt</c>: the last sign of life by the holder's clock; <c>age</c>: how long ago that is by ours; <c>announces</c>: whether people are told.</summary>
internal sealed record Leader(string Lease, string? Holder, Instant? RenewedAt, Duration? Age, bool Leads, AnnounceMode Announces);

/// <summary>A repository that is followed.</summary>
internal sealed record SourceState(string Name, string Revision, bool IsReady, string Message);
