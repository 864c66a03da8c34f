using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one upgrade plan.</summary>
internal static class UpgradePlanChecks
{
    private const string Waves = "spec.waves";

    /// <summary>Runs them.</summary>
    public static void Run(UpgradePlanSpec spec, Report report)
    {
        SelectionChecks.Run(spec.Instances, report);
        Spans.RequireOrder(spec.NotBefore, "notBefore", spec.Latest, "latest", report);
        Names.RequireUnique(spec.Waves.Select(wave => wave.Name), Waves, ".name", report);
        RequireOneWaveEach(spec, report);
        RecordSelectors.Require(Selector.Instance, spec.Moves, "spec.moves", report);
        RecordSelectors.Require(Selector.Instance, spec.Announced, "spec.announced", report);
        RecordSelectors.Require(Selector.Instance, spec.Outcomes, "spec.outcomes", report);
    }

    private static void RequireOneWaveEach(UpgradePlanSpec spec, Report report)
    {
        var waveOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = default(string);
        foreach (var (index, wave) in spec.Waves.Index())
        {
            foreach (var (place, instance) in wave.Instances.Index())
            {
                if (!waveOf.TryAdd(instance, wave.Name))
                {
                    report(
                        ReadProblems.DuplicateName,
                        $"{Waves}[{index}].instances[{place}]",
                        $"'{instance}' is in wave '{wave.Name}' and before in wave '{waveOf[instance]}'",
                        "an instance is upgraded in one wave");
                }
            }

            if (wave.Instances.IsEmpty && rest is not null)
            {
                report(ReadProblems.Contradiction, $"{Waves}[{index}]", $"wave '{wave.Name}' and wave '{rest}' both take all instances that no other wave names", "give one of them a list 'instances'");
            }

            rest = wave.Instances.IsEmpty ? rest ?? wave.Name : rest;
        }
    }
}
