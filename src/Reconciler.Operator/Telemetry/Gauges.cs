using Prometheus;

namespace Reconciler.Operator.Telemetry;

/// <summary>Gauges as tables: what is not said any more is not there any more.</summary>
internal static class Gauges
{
    /// <summary>Makes a gauge say these values, and no others.</summary>
    /// <param name="gauge">The gauge.</param>
    /// <param name="rows">Values by the values of its labels.</param>
    public static void Become(this Gauge gauge, params IEnumerable<(string[] Labels, double Value)> rows)
    {
        var wanted = rows.ToDictionary(row => string.Join('\n', row.Labels), StringComparer.Ordinal);
        foreach (var stale in gauge.GetAllLabelValues().Where(labels => !wanted.ContainsKey(string.Join('\n', labels))).ToArray())
        {
            gauge.RemoveLabelled(stale);
        }

        foreach (var (labels, value) in wanted.Values)
        {
            gauge.WithLabels(labels).Set(value);
        }
    }

    /// <summary>Makes a gauge without labels say a value, or nothing.</summary>
    public static void Become(this Gauge gauge, double? value)
    {
        if (value is { } known)
        {
            gauge.Set(known);
        }
        else
        {
            gauge.Unpublish();
        }
    }

    /// <summary>Makes a gauge count.</summary>
    public static void Count<T>(this Gauge gauge, IEnumerable<T> items, Func<T, string> labelOf) =>
        gauge.Become(items.CountBy(labelOf).Select(each => (new[] { each.Key }, (double)each.Value)));

    /// <summary>Makes a gauge say nothing.</summary>
    public static void Clear(this Gauge gauge)
    {
        if (gauge.LabelNames.Length == 0)
        {
            gauge.Unpublish();
        }
        else
        {
            gauge.Become([]);
        }
    }
}
