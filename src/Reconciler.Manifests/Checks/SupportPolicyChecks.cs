using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of the tables for support cases in the policy in force: no cell missing, none too many.</summary>
internal static class SupportPolicyChecks
{
    private const string Path = "spec.support";

    private static readonly string[] Severities = Enum.GetNames<CaseSeverity>();

    /// <summary>Runs them.</summary>
    public static void Run(SupportPolicy policy, Report report)
    {
        string[] levels = [.. policy.Impacts.Select(band => band.Name)];
        Names.RequireUnique(levels, $"{Path}.impacts", ".name", report);
        Names.RequireUnique(policy.Questions.Select(question => question.Name), $"{Path}.questions", ".name", report);
        Names.RequireUnique(policy.Checklist.Select(item => item.Name), $"{Path}.checklist", ".name", report);
        foreach (var (name, urgency) in policy.Urgencies)
        {
            RequireSame([.. urgency.Severity.Keys], levels, $"{Path}.urgencies.{name}.severity", $"{Path}.impacts", report);
        }

        RequireSame([.. policy.Severities.Keys], Severities, $"{Path}.severities", "CaseSeverity", report);
    }

    private static void RequireSame(string[] given, string[] wanted, string path, string where, Report report)
    {
        foreach (var name in given)
        {
            Names.RequireKnown(name, wanted, $"{path}.{name}", where, report);
        }

        foreach (var name in wanted.Except(given))
        {
            report(ReadProblems.MissingField, $"{path}.{name}", $"'{path}.{name}' is missing", $"every one of {where} needs its entry");
        }
    }
}
