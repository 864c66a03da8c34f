using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Leasing;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>Names of what is logged, and those who filter by them.</summary>
public sealed class LogEventsTests
{
    [Fact]
    public void Events_AreDocumented_AndNoTwoAreCalledAlike()
    {
        var events = new[] { typeof(OperatorHost).Assembly, typeof(LeaderLease).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method.Name, Says: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(each => each.Says is not null)
            .Select(each => (Name: each.Says!.EventName ?? each.Method, each.Says.Level, each.Says.Message))
            .OrderBy(each => each.Name, StringComparer.Ordinal)
            .ToArray();
        var table = new StringBuilder("""
            # Events of the log
            With `--log-format json` each line of `reconciler operator` is an object with `time`, `level`, `event`, `message`, and what the message is made of, under names that begin with a small letter (`namespace`, `name`, `reason`);
            lines about a change have `change` and `instance` too, lines about a fleet source `fleet` and `revision`. Names stay. Made from the code, and compared with it by a test.

            | event | level | message |
            |---|---|---|

            """);
        foreach (var (name, level, message) in events)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{name}` | {level switch { LogLevel.Information => "info", LogLevel.Warning => "warn", LogLevel.Error => "error", _ => "debug" }} | {message} |\n");
        }

        Assert.Equal(events.Length, events.Select(each => each.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(events, each => Assert.DoesNotMatch("^Log[A-Z]", each.Name));
        Golden.MatchFile(Repository.PathOf("src", "Reconciler.Operator", "Telemetry", "LOG.md"), table.ToString());
    }
}
