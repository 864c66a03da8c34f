namespace Reconciler.Cli;

/// <summary>Everything a command touches of the process it runs in, so that a test can be the process.</summary>
internal sealed record Shell
{
    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Takes the result, and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes what is said about the work.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Full path that relative paths start from.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Environment variables; null where one is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Takes how long the command needs to end well when it is asked to.</summary>
    public Action<TimeSpan> NeedsToEnd { get; init; } = _ => { };

    /// <summary>What a command needs to end that follows files and clock: a pass is not to be cut short because the machine is busy.</summary>
    public static TimeSpan ToEndAPass { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the result goes to a terminal; default false.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether the result may have colours: on a terminal, unless <c>NO_COLOR</c> says otherwise.</summary>
    public bool HasColors => IsTerminal && string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";
}
