using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Reconciler.Cli.Texts;

/// <summary>A log of one line for each entry: instant, level, what is said.</summary>
/// <param name="writer">Takes the lines.</param>
/// <param name="clock">Says what time it is.</param>
internal sealed class LineLog(TextWriter writer, TimeProvider clock) : ILogger
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

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
        var line = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {WordOf(logLevel),-5} {Plain.Line(text)}");
        lock (_lock)
        {
            writer.WriteLine(line);
        }
    }

    private static string WordOf(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warn",
        _ => "info",
    };
}
