using NodaTime;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>What a change is placed as.</summary>
internal enum Phase
{
    /// <summary>Before everybody else.</summary>
    Emergency,

    /// <summary>Where people were told.</summary>
    Told,

    /// <summary>Where there is room.</summary>
    Open,
}

/// <summary>A change in the order of design.md, <i>Choosing a start</i>: what comes first takes its place first.</summary>
/// <param name="Change">The change.</param>
/// <param name="Index">Its position in the order of keys.</param>
/// <param name="Phase">What it is placed as.</param>
/// <param name="Latest">Of an open one, when it has to be over.</param>
internal readonly record struct Turn(Change Change, int Index, Phase Phase, Instant Latest)
{
    /// <summary>Which of two comes first.</summary>
    public static int Compare(Turn left, Turn right)
    {
        var order = ((int)left.Phase).CompareTo((int)right.Phase);
        order = order != 0 ? order : left.Latest.CompareTo(right.Latest);
        order = order != 0 ? order : left.Wave.CompareTo(right.Wave);
        order = order != 0 ? order : left.ToldAt.CompareTo(right.ToldAt);
        order = order != 0 ? order : CompareOrigins(left.Change, right.Change);
        return order != 0 ? order : left.Index.CompareTo(right.Index);
    }

    private int Wave => Phase == Phase.Open ? Change.Wave?.Index ?? 0 : 0;

    private DateTimeOffset ToldAt => Change.Told?.At ?? DateTimeOffset.MaxValue;

    private static int CompareOrigins(Change left, Change right)
    {
        var order = string.CompareOrdinal(left.Origin.Namespace, right.Origin.Namespace);
        order = order != 0 ? order : string.CompareOrdinal(left.Origin.Kind, right.Origin.Kind);
        order = order != 0 ? order : string.CompareOrdinal(left.Origin.Name, right.Origin.Name);
        return order != 0 ? order : string.CompareOrdinal(left.Window.Instance, right.Window.Instance);
    }
}
