namespace Reconciler.Api;

/// <summary>The three truth values of a condition.</summary>
public enum ConditionStatus
{
    /// <summary>Not known yet.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("Unknown")]
    Unknown,

    /// <summary>It holds.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("True")]
    True,

    /// <summary>It does not hold.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("False")]
    False,
}

/// <summary>One thing that is or is not the case, as the Kubernetes API conventions shape it.</summary>
[ListKey("type")]
public sealed record Condition
{
    /// <summary>What is judged; see <see cref="ConditionTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it holds.</summary>
    public required ConditionStatus Status { get; init; }

    /// <summary>Why, for machines: CamelCase, or a rule id.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, as a sentence that a person can act on.</summary>
    public string Message { get; init; } = "";

    /// <summary>The generation that was judged; 0 outside a cluster.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>The instant at which <see cref="Status"/> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }
}

/// <summary>The condition types.</summary>
public static class ConditionTypes
{
    /// <summary>No unwaived error stands against it.</summary>
    public const string Compliant = "Compliant";

    /// <summary>It has a start.</summary>
    public const string Scheduled = "Scheduled";

    /// <summary>Somebody with the role has been told.</summary>
    public const string Announced = "Announced";

    /// <summary>Of a request: reviewed, and approved by both sides.</summary>
    public const string Approved = "Approved";

    /// <summary>This generation was processed and no person is needed.</summary>
    public const string Ready = "Ready";

    /// <summary>Of a fleet source: a revision is on its way into the cluster. Stands there only while it is true.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>Of a fleet source: trying again does not help, a person is needed. Stands there only while it is true.</summary>
    public const string Stalled = "Stalled";
}
