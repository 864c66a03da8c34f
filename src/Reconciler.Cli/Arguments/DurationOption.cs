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
    /// <param name="standard">What holds where none is given, such as <c>30d</c>.</param>
    /// <returns>The option.</returns>
    public static Option<TimeSpan> Create(string name, string description, string standard) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = Parse,
        DefaultValueFactory = _ => Durations.Parse(standard)!.Value,
    };

    private static TimeSpan Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Durations.Parse(text) is { } duration)
        {
            return duration;
        }

        argument.AddError($"'{text}' is not a duration: {Durations.Advise(text)}");
        return TimeSpan.Zero;
    }
}
