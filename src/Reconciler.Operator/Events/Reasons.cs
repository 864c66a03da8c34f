using System.Collections.Frozen;

namespace Reconciler.Operator.Events;

/// <summary>The reasons of events. Scripts and alerts may rely on them: none changes its name or its meaning.</summary>
internal static class Reasons
{
    /// <summary>Normal, at a window: it has a start, or another one, and nobody was told yet.</summary>
    public const string Scheduled = nameof(Scheduled);

    /// <summary>Warning, at what people wrote: something keeps it from being scheduled.</summary>
    public const string Blocked = nameof(Blocked);

    /// <summary>Warning, at what people wrote: a person is needed, though it can be read and nothing keeps it from being scheduled.</summary>
    public const string NotReady = nameof(NotReady);

    /// <summary>Normal, at a window: somebody with the role was told its start.</summary>
    public const string Announced = nameof(Announced);

    /// <summary>Normal, at a window: somebody with the role was told another start.</summary>
    public const string Moved = nameof(Moved);

    /// <summary>Normal, at a ticket: its change is wanted no more, and those who were told are told so.</summary>
    public const string Cancelled = nameof(Cancelled);

    /// <summary>Normal, at a window, else at its ticket: a notice was accepted.</summary>
    public const string NoticeSent = nameof(NoticeSent);

    /// <summary>Warning, at a window, else at its ticket: a notice was not accepted; it is tried again.</summary>
    public const string NotDelivered = nameof(NotDelivered);

    /// <summary>Warning, at the policy, and at the first windows, else tickets, that they speak of: notices rest until a person releases them.</summary>
    public const string HeldBySafety = nameof(HeldBySafety);

    /// <summary>Warning, at what people wrote: another object bears the name of a window that is to be made from it.</summary>
    public const string NameTaken = nameof(NameTaken);

    /// <summary>Warning, at an object that can not be read.</summary>
    public const string Unreadable = nameof(Unreadable);

    /// <summary>Warning, at a ticket: it was recorded at an instant that is still to come, and nothing is done before that.</summary>
    public const string RecordedLater = nameof(RecordedLater);

    /// <summary>Warning, at an object that the server does not let us write.</summary>
    public const string NotWritten = nameof(NotWritten);

    /// <summary>Normal, at a fleet source: a revision was applied.</summary>
    public const string RevisionApplied = nameof(RevisionApplied);

    /// <summary>Warning, at a fleet source: a revision was refused, and nothing of it was written.</summary>
    public const string RevisionRefused = nameof(RevisionRefused);

    /// <summary>Warning, at a fleet source: a part of a revision was written, or what others changed can not be put back; it is tried again.</summary>
    public const string ApplyFailed = nameof(ApplyFailed);

    /// <summary>Warning, at a fleet source: its repository can not be had.</summary>
    public const string FetchFailed = nameof(FetchFailed);

    /// <summary>Warning, at a fleet source: another one, to which what people were told of may have moved, does not answer; it is tried again.</summary>
    public const string AwaitingOthers = nameof(AwaitingOthers);

    /// <summary>Warning, at a fleet source: the API server does not let the operator do what it has to; it is tried again.</summary>
    public const string RequestRefused = nameof(RequestRefused);

    /// <summary>Warning, at a fleet source: what nobody expected; it is tried again.</summary>
    public const string Unexpected = nameof(Unexpected);

    /// <summary>Warning, at an object and at its fleet source: somebody else changed it, and it was put back.</summary>
    public const string DriftPutBack = nameof(DriftPutBack);

    /// <summary>Warning, at an object and at its fleet source: somebody deleted it, and it can be put back only once finalizers let go of it.</summary>
    public const string DriftHeld = nameof(DriftHeld);

    /// <summary>Those after which somebody should do something.</summary>
    public static readonly FrozenSet<string> Warnings = FrozenSet.Create(Blocked, NotReady, NotDelivered, HeldBySafety, NameTaken, Unreadable, RecordedLater, NotWritten, RevisionRefused, ApplyFailed, FetchFailed, AwaitingOthers, RequestRefused, Unexpected, DriftPutBack, DriftHeld);
}
