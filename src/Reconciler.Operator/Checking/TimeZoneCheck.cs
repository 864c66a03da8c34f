using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Core.Time;
using Reconciler.Manifests;

namespace Reconciler.Operator.Checking;

/// <summary>Whether the tz database that is compiled in knows the zones of the policy, and is not too old.</summary>
public static class TimeZoneCheck
{
    // Governments decide on clocks at short notice: a database of the year before last is wrong somewhere.
    private const int OldestYears = 1;
    private const int YearDigits = 4;

    /// <summary>Checks it.</summary>
    /// <param name="now">The time.</param>
    /// <param name="policy">The OperationalPolicy of the cluster, whose zones are beside those of the shipped one; null: there is none, or it may not be read.</param>
    /// <returns>What was found.</returns>
    public static Checked Of(DateTimeOffset now, JsonNode? policy)
    {
        var own = (policy?["spec"]?["grids"] as JsonArray)?.Select(grid => (string?)grid?["zone"]).OfType<string>() ?? [];
        string[] zones = [.. ShippedPolicy.Spec.Grids.Select(grid => grid.Zone).Concat(own).Distinct().Order(StringComparer.Ordinal)];
        string[] unknown = [.. zones.Where(zone => IanaZones.TryGet(zone) is null)];
        var version = IanaZones.Version;
        var isOld = int.Parse(version[..YearDigits], CultureInfo.InvariantCulture) < now.Year - OldestYears;
        return unknown.Length > 0 ? new(CheckResult.Fail, "tzdata", $"{version} does not know {string.Join(", ", unknown)}", "install a later version of this program: the database comes with it; or is a zone of the OperationalPolicy mistyped?")
            : isOld ? new(CheckResult.Warn, "tzdata", $"{version} is more than {OldestYears} year old: clocks may have been changed since", "install a later version of this program: the database comes with it")
            : new(CheckResult.Ok, "tzdata", $"{version} knows the {zones.Length} zones of {(policy is null ? "the shipped policy" : "the policy")}");
    }
}
