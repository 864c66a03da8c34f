using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Requests;

/// <summary>A partner's request as it stands at the moment of a pass (policy, section 6). What is dated in the future has not happened yet.</summary>
public sealed class RequestFile
{
    private readonly Moment _moment;

    /// <summary>Opens the file of a request.</summary>
    /// <param name="declared">The request.</param>
    /// <param name="world">The pass.</param>
    public RequestFile(Declared<ChangeRequest> declared, World world)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(world);
        (_moment, Declared, Policy) = (world.Moment, declared, world.Policy.Changes);
        IsLarge = Policy.Large.Contains(Spec.Class);
        IsWithdrawn = Has(Spec.WithdrawnAt);
    }

    /// <summary>The request.</summary>
    public Declared<ChangeRequest> Declared { get; }

    /// <summary>What people declared.</summary>
    public ChangeRequestSpec Spec => Declared.Value.Spec;

    /// <summary>What its findings speak of.</summary>
    public Subject Subject => Subject.Of(Declared);

    /// <summary>What the policy says of requests.</summary>
    public ChangesPolicy Policy { get; }

    /// <summary>Whether its class is never supported (CHG002, CHG005).</summary>
    public bool IsRefused => Spec.Class is RequestClass.VulnerabilityScan or RequestClass.Restore or RequestClass.BackupAccess or RequestClass.BackupToPartner;

    /// <summary>Whether its class is large: it needs its channel and an assessment (CHG004).</summary>
    public bool IsLarge { get; }

    /// <summary>Whether it was taken back.</summary>
    public bool IsWithdrawn { get; }

    /// <summary>What is still missing before both sides have approved it, in words; empty: nothing.</summary>
    public ImmutableArray<string> Missing =>
    [
        .. Has(Spec.Review?.At) ? (string[])[] : ["the joint review of its effect"],
        .. Policy.Approvals
            .Where(party => !Spec.Approvals.Any(approval => approval.Party == party && Has(approval.At)))
            .Select(party => $"the approval of the {Words.Of(party)}"),
    ];

    /// <summary>What is still missing of the route of a large request, in words; empty: nothing.</summary>
    public ImmutableArray<string> MissingOfRoute => !IsLarge ? [] :
    [
        .. Spec.Channel is null ? (string[])["the channel through which it was submitted"] : [],
        .. Has(Spec.Assessment?.At) ? (string[])[] : ["the assessment by product management"],
    ];

    /// <summary>Where it stands.</summary>
    public RequestState State =>
        IsWithdrawn ? RequestState.Withdrawn
        : IsRefused ? RequestState.Refused
        : Missing.IsEmpty && MissingOfRoute.IsEmpty ? RequestState.Approved
        : RequestState.Pending;

    /// <summary>The way that the policy lays out for it; null for one that is refused.</summary>
    public string? Route => IsRefused ? null : IsLarge ? Policy.LargeRoute : Policy.Route;

    /// <summary>What somebody has to do next; null: nothing.</summary>
    public string? Next => State switch
    {
        RequestState.Pending => $"record {string.Join(", ", [.. MissingOfRoute, .. Missing])}",
        RequestState.Approved when Spec.MadeBy == Party.Provider => "plan it: a MaintenanceWindow with changeRequest: " + Declared.Key.Name,
        _ => null,
    };

    private bool Has(DateTimeOffset? at) => at is { } instant && _moment.Reached(Instant.FromDateTimeOffset(instant));
}
