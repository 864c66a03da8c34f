using System.CommandLine;
using Microsoft.Extensions.Logging;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Clusters;

/// <summary>How the log of a process looks that runs for months.</summary>
internal sealed class LogOptions
{
    private const string Text = "text";
    private const string Json = "json";

    private static readonly Dictionary<string, LogLevel> Levels = new(StringComparer.Ordinal)
    {
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["warn"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
    };

    private readonly Option<string> _format = new("--log-format") { Description = "One line for each entry, as text or as a JSON object", HelpName = $"{Text}|{Json}", DefaultValueFactory = _ => Text };
    private readonly Option<string> _level = new("--log-level") { Description = "The least that is logged", HelpName = string.Join('|', Levels.Keys), DefaultValueFactory = _ => "info" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public LogOptions(Command command)
    {
        _format.AcceptOnlyFromAmong(Text, Json);
        _level.AcceptOnlyFromAmong([.. Levels.Keys]);
        command.Add(_format);
        command.Add(_level);
    }

    /// <summary>The log that was asked for, on standard error.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="shell">What commands touch.</param>
    public ILogger Open(ParseResult words, Shell shell)
    {
        var least = Levels[words.GetValue(_level)!];
        return words.GetValue(_format) == Json ? new JsonLog(shell.Error, shell.Clock, least) : new LineLog(shell.Error, shell.Clock, least);
    }
}
