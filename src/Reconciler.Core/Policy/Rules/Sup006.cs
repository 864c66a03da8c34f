using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Core.Support;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A case rests for a stated time only (policy, section 8).</summary>
internal static class Sup006
{
    public static Rule Rule { get; } = new(
        "SUP006", "a hold of a case has an end", Severity.Error, Waivable: false, "holds")
    {
        OfFleet = Cases.EachOpen(Check),
    };

    private static Violation? Check(CaseFile file, World world)
    {
        var index = file.Spec.Holds.IndexOf(file.Spec.Holds.FirstOrDefault(hold => hold.Until is null)!);
        return index < 0 ? null : new(
            $"spec.holds[{index}]",
            $"{file.Declared.Key.Name} is on hold since {Describe.Local(Instant.FromDateTimeOffset(file.Spec.Holds[index].From), file.Subject.Zone)} without an end, so it holds nothing",
            "set 'until': the instant to which stability is watched")
        { Short = "hold without an end" };
    }
}
