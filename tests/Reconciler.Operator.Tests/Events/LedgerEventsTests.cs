using Reconciler.Api;
using Reconciler.Operator.Events;

namespace Reconciler.Operator.Tests.Events;

/// <summary>What is told of a ticket that changes.</summary>
public sealed class LedgerEventsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-12-23T09:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly ChangeTicket Told = new()
    {
        Metadata = new() { Name = "to-15su2-acme-amer", Namespace = "fleet" },
        Spec = new()
        {
            Change = "fleet/UpgradePlan/to-15su2/acme-amer/15SU2",
            OriginKind = nameof(UpgradePlan),
            OriginName = "to-15su2",
            Instance = "acme-amer",
            Customer = "Acme",
            Partner = "Northwind",
            Region = "AMER",
            Zone = "America/New_York",
            Type = TicketType.Normal,
            Summary = "Upgrade to 15SU2",
            Impact = new() { Level = ImpactLevel.NoImpact },
            PolicyDigest = "0",
            RecordedAt = Now,
            Told = new() { Start = Now.AddDays(20), End = Now.AddDays(20).AddHours(4), At = Now, Via = "notice" },
        },
    };

    // The plan may be there still, and ask for it no more: only of the change it is true.
    [Fact]
    public void Of_SaysThatTheChangeIsWantedNoMore_WhenItIsCancelled()
    {
        var news = Assert.Single(LedgerEvents.Of(Told, Told with { Spec = Told.Spec with { CancelledAt = Now } }));

        Assert.Equal((Reasons.Cancelled, "fleet/UpgradePlan/to-15su2/acme-amer/15SU2 is wanted no more; it was to start Tue 2027-01-12 04:00 EST"), (news.Reason, news.Message));
    }
}
