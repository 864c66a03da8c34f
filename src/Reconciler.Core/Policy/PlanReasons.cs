namespace Reconciler.Core.Policy;

/// <summary>Reasons that stand where no row of the rule table does: in findings, entries and conditions.</summary>
public static class PlanReasons
{
    /// <summary>A line of the waive annotation is not a waiver.</summary>
    public const string BadWaiver = nameof(BadWaiver);

    /// <summary>A waiver's last day is over.</summary>
    public const string LapsedWaiver = nameof(LapsedWaiver);

    /// <summary>A waiver lifts nothing.</summary>
    public const string UnusedWaiver = nameof(UnusedWaiver);

    /// <summary>No place was found; the message says why not, grouped by reason.</summary>
    public const string NoSlot = nameof(NoSlot);

    /// <summary>An earlier wave has not ended well, or has no place.</summary>
    public const string WaveHeld = nameof(WaveHeld);

    /// <summary>A change is over and nobody said how it ended.</summary>
    public const string OutcomeMissing = nameof(OutcomeMissing);

    /// <summary>A move has no effect, and the message says why.</summary>
    public const string MoveRefused = nameof(MoveRefused);

    /// <summary>A move claims to have been asked for long before anybody saw it.</summary>
    public const string MoveBackdated = nameof(MoveBackdated);

    /// <summary>A move that the ledger remembers is no longer declared; it still counts.</summary>
    public const string MoveDropped = nameof(MoveDropped);

    /// <summary>Something is claimed to have happened that lies in the future.</summary>
    public const string FutureClaim = nameof(FutureClaim);

    /// <summary>People were told by other means, but of no start that could be known.</summary>
    public const string ToldWithoutStart = nameof(ToldWithoutStart);

    /// <summary>A holiday calendar was read past its last date.</summary>
    public const string CalendarExpired = nameof(CalendarExpired);

    /// <summary>Something rests behind the safety gate.</summary>
    public const string HeldBySafety = nameof(HeldBySafety);

    /// <summary>It has a start.</summary>
    public const string HasStart = nameof(HasStart);

    /// <summary>It was told.</summary>
    public const string Told = nameof(Told);

    /// <summary>It is going on.</summary>
    public const string Running = nameof(Running);

    /// <summary>Its outcome is recorded.</summary>
    public const string OutcomeRecorded = nameof(OutcomeRecorded);

    /// <summary>It was told and is wanted no more.</summary>
    public const string Gone = nameof(Gone);

    /// <summary>An upload that is there, for the partner to install.</summary>
    public const string Uploaded = nameof(Uploaded);

    /// <summary>An upload that the partner says it installed.</summary>
    public const string InstalledByPartner = nameof(InstalledByPartner);

    /// <summary>An upload that nobody has recorded yet.</summary>
    public const string AwaitingUpload = nameof(AwaitingUpload);

    /// <summary>No change comes of it now: no instance matches, or its schedule has no start within the recurring horizon.</summary>
    public const string NothingToDo = nameof(NothingToDo);
}
