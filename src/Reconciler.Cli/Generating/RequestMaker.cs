using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Cli.Generating;

/// <summary>Makes COP requests of both initiators, nine in ten of them done, and upgrade plans for instances on the release before the latest.</summary>
/// <param name="dice">Chance.</param>
/// <param name="asOf">The instant for which they are up to date.</param>
internal sealed class RequestMaker(Dice dice, Instant asOf)
{
    private const int PlansOfHundred = 5;
    private const int InstancesOfPlan = 3;

    private readonly LocalDate _today = asOf.InUtc().Date;

    /// <summary>Makes some.</summary>
    /// <param name="count">How many.</param>
    /// <param name="instances">Where they happen.</param>
    /// <returns>Plans, then requests.</returns>
    public ImmutableArray<Resource> Make(int count, ImmutableArray<DedicatedInstance> instances)
    {
        var ofRelease = instances.ToLookup(instance => instance.Spec.Applications[0].Version, instance => instance.Metadata.Name);
        var (latest, waiting) = (ofRelease[InstanceMaker.Latest].ToArray(), ofRelease[InstanceMaker.Previous].ToArray());
        var plans = Math.Min(count * PlansOfHundred / 100, waiting.Length / InstancesOfPlan);
        return
        [
            .. Enumerable.Range(0, plans).Select(number => Plan(number, waiting.AsSpan(number * InstancesOfPlan, InstancesOfPlan))),
            .. Enumerable.Range(0, count - plans).Select(number => Request(number, dice.Pick<string>(latest))),
        ];
    }

    private UpgradePlan Plan(int number, ReadOnlySpan<string> instances) => new()
    {
        Metadata = Named($"upgrade-{number:0000}"),
        Spec = new()
        {
            Target = InstanceMaker.Latest,
            Ground = new() { Kind = UpgradeGroundKind.Currency },
            Instances = new() { Names = [.. instances] },
            Duration = TimeSpan.FromHours(4),
            NotBefore = new(_today.PlusDays(10 + dice.Below(40)).ToDateOnly()),
            Waves = [new() { Name = "canary", Instances = [instances[0]], Soak = TimeSpan.FromDays(7) }, new() { Name = "rest", MaxConcurrent = 1 }],
            Requirements = ["backup of the last night is good", "endpoints run firmware that the release supports"],
            Steps = ["upgrade the inactive partition", "switch publisher, then subscribers", "check registrations, calls and voicemail"],
            BackOut = "switch back to the inactive partition",
        },
    };

    private CopRequest Request(int number, string instance)
    {
        var isOfCustomer = dice.Chance(60);
        var isDone = dice.Chance(90);
        var ended = asOf - Duration.FromDays(1 + dice.Below(120));
        return new()
        {
            Metadata = Named($"cop-{number:00000}"),
            Spec = new()
            {
                File = isOfCustomer ? "cmterm-8845_65-sip.14-4-1-0001-36.k4.cop.sha512" : "ciscocm.V15FCS_CSCwi82830-lbm_C0211-1.cop.sha512",
                Checksum = $"sha512:{dice.Hex(128)}",
                Initiator = isOfCustomer ? Party.Customer : Party.Provider,
                Class = isOfCustomer ? CopClass.PhoneFirmware : CopClass.Fix,
                Application = ApplicationKind.Cucm,
                References = [isOfCustomer ? new() { Kind = ReferenceKind.ServiceRequest, Id = $"SR-{690000000 + number}" } : new() { Kind = ReferenceKind.Defect, Id = "CSCwi82830" }],
                Instances = new() { Names = [instance] },
                Duration = TimeSpan.FromMinutes(30),
                Earliest = isOfCustomer ? null : new(_today.PlusDays(isDone ? -140 : 3).ToDateOnly()),
                Outcomes = isDone ? [new() { Instance = instance, Result = OutcomeResult.Succeeded, EndedAt = ended.ToDateTimeOffset(), By = "ops" }] : [],
            },
        };
    }

    private static ObjectMeta Named(string name) => new() { Name = name, Namespace = InstanceMaker.Namespace };
}
