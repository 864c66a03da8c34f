using System.CommandLine;
using System.CommandLine.Parsing;
using Reconciler.Manifests.Binding;

namespace Reconciler.Cli.Arguments;

/// <summary>Options that take a duration, written as in YAML.</summary>
internal static class DurationOption
{
    /// <summary>The option.</summary>
    /// <param name="name">Such as <c>--lapsing</c>.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="standard">What holds where none is given, such as <c>30d</c>; the help says so.</param>
    /// <param name="least">The shortest that may be given; default none.</param>
    /// <returns>The option; without a value where none is given.</returns>
    public static Option<TimeSpan?> Create(string name, string description, string standard, string least = "0s") =>
        new(name) { Description = $"{description}; {standard} where none is given", HelpName = "DURATION", CustomParser = argument => Parse(argument, name, least) };

    private static TimeSpan? Parse(ArgumentResult argument, string name, string least)
    {
        var text = argument.Tokens[0].Value;
        var duration = Durations.Parse(text);
        if (duration is null)
        {
            argument.AddError($"'{text}' is not a duration: {Durations.Advise(text)}");
        }
        else if (duration < Durations.Parse(least))
        {
            argument.AddError($"{name} is at least {least}");
        }

        return duration;
    }
}
