using Reconciler.Operator.Events;

namespace Reconciler.Operator.Fleets;

/// <summary>The reasons of a fleet source's conditions, beside those of <see cref="Git.Fetching.FetchFailure"/>. None changes its name or its meaning.</summary>
internal static class FleetReasons
{
    /// <summary>Ready: the cluster is as the revision says.</summary>
    public const string Applied = nameof(Applied);

    /// <summary>Not ready, reconciling: a revision is being applied.</summary>
    public const string Progressing = nameof(Progressing);

    /// <summary>Reconciling: it failed and is tried again.</summary>
    public const string ProgressingWithRetry = nameof(ProgressingWithRetry);

    /// <summary>Not ready, stalled: the revision can not be read, or the server does not take it. Nothing of it was written.</summary>
    public const string Refused = nameof(Refused);

    /// <summary>Not ready, stalled: the revision would delete so much that a person has to release it.</summary>
    public const string HeldBySafety = nameof(HeldBySafety);

    /// <summary>Not ready, stalled: the commit has nothing at the path, and nothing was ever applied.</summary>
    public const string PathNotFound = nameof(PathNotFound);

    /// <summary>Not ready, tried again: a part of the revision could not be written, or what others changed of it could not be put back.</summary>
    public const string ApplyFailed = nameof(ApplyFailed);

    /// <summary>Not ready, tried again: it would call off what people were told of, and another fleet source, which may declare that now, has not answered.</summary>
    public const string AwaitingOthers = nameof(AwaitingOthers);

    /// <summary>Not ready, goes on: the Git server does not come to an end, and an operator that began to lead has no copy of the repository to compare with.</summary>
    public const string AwaitingServer = nameof(AwaitingServer);

    /// <summary>Not ready, tried again: the API server does not let the operator do what it has to.</summary>
    public const string RequestRefused = nameof(RequestRefused);

    /// <summary>Not ready, tried again: what nobody expected. The log has it too.</summary>
    public const string Unexpected = nameof(Unexpected);

    /// <summary>Not ready, tried again: the secret is missing or has not what is needed.</summary>
    public const string SecretUnusable = nameof(SecretUnusable);

    /// <summary>Not ready, stalled: this operator follows no repositories, or none of this form.</summary>
    public const string NotEnabled = nameof(NotEnabled);

    /// <summary>Not known: it is suspended, and nothing that was said before is true of it.</summary>
    public const string Suspended = nameof(Suspended);

    /// <summary>The reason of the event that tells of one of them.</summary>
    /// <param name="reason">Why the fleet source is not ready.</param>
    /// <param name="isOfRevision">Whether that is what became of a revision.</param>
    public static string EventOf(string reason, bool isOfRevision) => reason switch
    {
        HeldBySafety => Reasons.HeldBySafety,
        ApplyFailed => Reasons.ApplyFailed,
        AwaitingOthers => Reasons.AwaitingOthers,
        RequestRefused => Reasons.RequestRefused,
        Unexpected => Reasons.Unexpected,
        _ when isOfRevision => Reasons.RevisionRefused,
        Refused => Reasons.ApplyFailed,
        _ => Reasons.FetchFailed,
    };
}
