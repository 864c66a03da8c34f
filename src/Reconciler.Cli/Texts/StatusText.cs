using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Reconciler.Cli.Json;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Texts;

/// <summary>What <c>status</c> says to people.</summary>
internal static class StatusText
{
    /// <summary>Waivers, then what lapses.</summary>
    public static string Of(ImmutableArray<WaiverUse> waivers, ImmutableArray<Lapse> lapses, Duration ahead)
    {
        var output = new StringBuilder();
        if (waivers.IsEmpty)
        {
            output.Append("No waivers.\n");
        }
        else
        {
            var table = new Table("RULE", "WAIVED FOR", "BY", "UNTIL", "", "REASON");
            foreach (var use in waivers)
            {
                table.Add(use.Waiver.Rule, NameOf(use.Object), use.Waiver.By, use.Waiver.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), WaiverRow.StateOf(use), use.Waiver.Reason);
            }

            table.WriteTo(output);
        }

        output.Append('\n');
        var span = Describe.Duration(ahead.ToTimeSpan());
        if (lapses.IsEmpty)
        {
            return output.Append(CultureInfo.InvariantCulture, $"Nothing lapses within {span}.\n").ToString();
        }

        output.Append(CultureInfo.InvariantCulture, $"Lapses within {span}:\n");
        var coming = new Table("FROM (LOCAL)", "WHAT", "NAME", "OF");
        foreach (var lapse in lapses)
        {
            coming.Add(Describe.Local(lapse.At, lapse.Zone), Words.Of(lapse.Kind), lapse.Name, NameOf(lapse.Object));
        }

        coming.WriteTo(output);
        return output.ToString();
    }

    private static string NameOf(ObjectRef thing) => thing.Namespace.Length == 0 ? $"{thing.Kind}/{thing.Name}" : $"{thing.Kind}/{thing.Namespace}/{thing.Name}";
}
