using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Reconciler.Core.Planning;

namespace Reconciler.TestKit;

/// <summary>Everything that a plan holds, as text: what two plans are compared by.</summary>
public static class Dump
{
    /// <summary>All of a plan but the instant that it was made for.</summary>
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var property in typeof(Plan).GetProperties().Where(property => property.Name != nameof(Plan.Now)))
        {
            Write(property.GetValue(plan), text.Append(property.Name), "\n  ");
        }

        return text.ToString();
    }

    /// <summary>The same, not looking at where in the files findings and waivers stand.</summary>
    public static string WithoutPlaces(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var findings = plan.Findings.Select(finding => finding with { File = "", Span = default }).OrderBy(finding => $"{finding}", StringComparer.Ordinal);
        return Of(plan with { Findings = [.. findings], Waivers = [.. plan.Waivers.Select(use => use with { File = "", Line = 0 })] });
    }

    private static void Write(object? value, StringBuilder text, string separator)
    {
        switch (value)
        {
            case null or string or ValueType and not IEnumerable or NodaTime.DateTimeZone:
                text.Append(' ').Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                foreach (var item in items)
                {
                    Write(item, text.Append(separator).Append('-'), separator + "  ");
                }

                break;
            default:
                var type = value.GetType();
                foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                {
                    Write(property.GetValue(value), text.Append(separator).Append(property.Name).Append(':'), separator + "  ");
                }

                break;
        }
    }
}
