using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Operator.Events;

namespace Reconciler.Operator.Worlds;

/// <summary>The status of an object that can not be read, of whatever kind: that, and why.</summary>
internal sealed record UnreadableStatus
{
    /// <summary>The generation that could not be read.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The status of one object.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static DesiredStatus Of(ObjectRef subject, long generation, string problem) => new(subject, new UnreadableStatus
    {
        ObservedGeneration = generation,
        Conditions =
        [
            new()
            {
                Type = ConditionTypes.Ready,
                Status = ConditionStatus.False,
                Reason = Reasons.Unreadable,
                Message = problem,
                ObservedGeneration = generation,
            },
        ],
    });
}
