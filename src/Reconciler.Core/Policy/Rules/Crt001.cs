using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// A certificate is renewed three to seven days before it expires, counted between local dates, both ends included (policy,
/// section 3). An emergency that avoids its expiry is exempt: CRT002 is never unsolvable.
/// </summary>
internal static class Crt001
{
    public static Rule Rule { get; } = new(
        "CRT001", "renewal three to seven days before expiry", Severity.Error, Waivable: false, "start, the certificate's expires, certificates of the policy")
    {
        OfPlacement = Obstruct,
        Describe = (placement, _, world) =>
        {
            var days = DaysBefore(placement.Start, placement.Change.Certificate!, placement.Region.Zone);
            var limits = world.Policy.Certificates;
            var when = days < 0 ? $"{Words.Count(-days, "day")} after" : $"{Words.Count(days, "day")} before";
            return new(
                placement.Change.StartPath,
                $"starts {Describe.Local(placement.Start, placement.Region.Zone)}, {when} certificate {placement.Change.Certificate!.Name} expires; it is renewed {limits.LatestDaysBefore} to {limits.EarliestDaysBefore} days before",
                "")
            { Short = $"not {limits.LatestDaysBefore} to {limits.EarliestDaysBefore} days before expiry" };
        },
    };

    /// <summary>Local date of expiry.</summary>
    public static LocalDate ExpiryDate(Certificate certificate, DateTimeZone zone) =>
        certificate.Expires.Date is { } date
            ? LocalDate.FromDateOnly(date)
            : Instant.FromDateTimeOffset(certificate.Expires.Instant!.Value).InZone(zone).Date;

    /// <summary>Days from a local date to the expiry.</summary>
    public static int DaysBefore(Instant start, Certificate certificate, DateTimeZone zone) =>
        Period.DaysBetween(start.InZone(zone).Date, ExpiryDate(certificate, zone));

    private static Obstacle? Obstruct(Placement placement, World world)
    {
        if (placement.Change is not { Certificate: { } certificate, IsEmergency: false })
        {
            return null;
        }

        var zone = placement.Region.Zone;
        var days = DaysBefore(placement.Start, certificate, zone);
        var limits = world.Policy.Certificates;
        return days > limits.EarliestDaysBefore
                ? new(WallClock.Map(ExpiryDate(certificate, zone).PlusDays(-limits.EarliestDaysBefore).AtMidnight(), zone).Instant, null)
            : days < limits.LatestDaysBefore ? new(Instant.MaxValue, null)
            : null;
    }
}
