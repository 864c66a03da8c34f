using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Text;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Arguments;

/// <summary>Options that take an instant.</summary>
internal static class InstantOption
{
    /// <summary>An option that takes RFC 3339 with an offset.</summary>
    /// <param name="name">Such as <c>--as-of</c>.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="required">Whether it must be given; default not.</param>
    /// <returns>The option.</returns>
    public static Option<Instant?> Create(string name, string description, bool required = false) =>
        new(name) { Description = description, HelpName = "INSTANT", Required = required, CustomParser = Parse };

    private static Instant? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: var value })
        {
            if (!KnownYears.Contain(value.Year))
            {
                argument.AddError($"'{text}' is too far away: {KnownYears.Text}");
                return null;
            }

            return Instant.FromUnixTimeSeconds(value.ToInstant().ToUnixTimeSeconds());
        }

        argument.AddError($"'{text}' is not an instant with its offset, such as 2026-12-01T09:00:00Z or 2026-12-01T04:00:00-05:00");
        return null;
    }
}
