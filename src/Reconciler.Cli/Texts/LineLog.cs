using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Reconciler.Cli.Texts;

/// <summary>A log of one line for each entry: instant, level, what is said.</summary>
/// <param name="writer">Takes the lines.</param>
/// <param name="clock">Says what time it is.</param>
/// <param name="least">The least that is logged.</param>
internal sealed class LineLog(TextWriter writer, TimeProvider clock, LogLevel least = LogLevel.Information) : ILogger
{
    private readonly Lock _lock = new();

    /// <summary>An instant as logs show it.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A level as logs show it.</summary>
    public static string WordOf(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "debug",
    };

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var said = formatter(state, exception);
        var text = exception is null || said.Contains(exception.Message, StringComparison.Ordinal) ? said : $"{said}: {exception.Message}";
        var line = string.Create(CultureInfo.InvariantCulture, $"{Instant(clock.GetUtcNow())} {WordOf(logLevel),-5} {Plain.Line(text)}");
        lock (_lock)
        {
            writer.WriteLine(line);
        }
    }
}
