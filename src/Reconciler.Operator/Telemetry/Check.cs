namespace Reconciler.Operator.Telemetry;

/// <summary>What a check found.</summary>
/// <param name="IsGood">Whether it is as it should be.</param>
/// <param name="Detail">How it is; where it is not good, why.</param>
internal readonly record struct Condition(bool IsGood, string Detail)
{
    /// <summary>As it should be.</summary>
    public static Condition Good(string detail = "") => new(true, detail);

    /// <summary>Good where nothing is the matter.</summary>
    /// <param name="problem">What is the matter; null or empty: nothing.</param>
    /// <param name="detail">How it is otherwise.</param>
    public static Condition Of(string? problem, string detail = "") => string.IsNullOrEmpty(problem) ? Good(detail) : new(false, problem);
}

/// <summary>Something that is looked at when somebody asks how the process is.</summary>
/// <param name="Name">One word.</param>
/// <param name="Look">Looks; quick, from any thread.</param>
internal sealed record Check(string Name, Func<Condition> Look);

/// <summary>Several checks under one path, told as Kubernetes' own components tell theirs.</summary>
/// <param name="name">The last word of the path.</param>
/// <param name="checks">The checks.</param>
internal sealed class Checks(string name, params IReadOnlyList<Check> checks)
{
    /// <summary>Looks.</summary>
    /// <param name="isVerbose">Whether to tell everything also where all is well.</param>
    /// <returns>Whether all is well, and what to say.</returns>
    public (bool IsGood, string Text) Look(bool isVerbose)
    {
        var found = checks.Select(check => (check.Name, Is: check.Look())).ToArray();
        var isGood = found.All(each => each.Is.IsGood);
        if (isGood && !isVerbose)
        {
            return (true, "ok\n");
        }

        var lines = found.Select(each => (each.Is.IsGood ? $"[+]{each.Name} ok" : $"[-]{each.Name} failed") + (each.Is.Detail.Length == 0 ? "\n" : $": {each.Is.Detail}\n"));
        return (isGood, $"{string.Concat(lines)}{name} check {(isGood ? "passed" : "failed")}\n");
    }
}
