using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Cli.Clusters;
using Reconciler.Cli.Tests.Running;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>What the operator says, for machines and for people.</summary>
public sealed class LogTests : IDisposable
{
    private static readonly FakeTimeProvider Clock = new(new(2026, 11, 30, 12, 0, 0, 50, TimeSpan.Zero));
    private readonly StringWriter _said = new() { NewLine = "\n" };

    [Fact]
    public void Json_HasWhatTheMessageIsMadeOf_AndWhatSurroundsIt()
    {
        var log = new JsonLog(_said, Clock, LogLevel.Information);
        using (log.BeginScope(new Dictionary<string, object?> { ["change"] = "fleet/MaintenanceWindow/patch", ["name"] = "passed over", ["level"] = "passed over" }))
        {
#pragma warning disable CA1848, CA2254 // A test, not a hot path.
            log.LogWarning(new EventId(9, "Warned"), "{Kind} {Name}: \"wait\"\nfor {Seconds} s", "MaintenanceWindow", "patch", 2.5);
#pragma warning restore CA1848, CA2254
        }

        Assert.Equal(
            """{"time":"2026-11-30T12:00:00.050Z","level":"warn","event":"Warned","message":"MaintenanceWindow patch: \"wait\"\nfor 2.5 s","kind":"MaintenanceWindow","name":"patch","seconds":2.5,"change":"fleet/MaintenanceWindow/patch"}""" + "\n",
            _said.ToString());
    }

    [Fact]
    public void Json_HasTheWholeFailure()
    {
        new JsonLog(_said, Clock, LogLevel.Information).Log(LogLevel.Error, default, "", new InvalidOperationException("broken"), (_, _) => "it failed");

        Assert.Equal("""{"time":"2026-11-30T12:00:00.050Z","level":"error","event":"","message":"it failed","exception":"System.InvalidOperationException: broken"}""" + "\n", _said.ToString());
    }

    [Theory]
    [InlineData(LogLevel.Debug, "debug info warn error error")]
    [InlineData(LogLevel.Information, "info warn error error")]
    [InlineData(LogLevel.Error, "error error")]
    public void Log_SaysNothingBelowItsLevel(LogLevel least, string said)
    {
        var log = new LineLog(_said, Clock, least);
        foreach (var level in Enum.GetValues<LogLevel>())
        {
            log.Log(level, default, "", null, (_, _) => "x");
        }

        Assert.Equal(said, string.Join(' ', _said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1])));
    }

    [Theory]
    [InlineData("--listen 8080", "'8080' is not an address to listen on: expected ADDRESS:PORT, such as 127.0.0.1:8080, [::1]:8080, or :8080 for every address of this machine")]
    [InlineData("--log-format xml", "Argument 'xml' not recognized. Must be one of:\n\t'text'\n\t'json'")]
    public async Task Operator_RefusesWhatItDoesNotKnow(string words, string problem)
    {
        using var place = new Workplace();

        var run = await place.RunAsync($"operator {words}");

        Assert.Equal(ExitCodes.Usage, run.Code);
        Assert.Contains(problem.Split('\n')[0], run.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _said.Dispose();
}
