using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Reconciler.Api;
using Reconciler.Cli.Json;
using Reconciler.Cli.Looking;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Texts;

/// <summary>What <c>status</c> says to people.</summary>
/// <param name="form">The form of its lists, one of <see cref="ListForm.Names"/>.</param>
internal sealed class StatusText(string form)
{
    private const int MostNamed = 3;

    /// <summary>How the work goes on, what needs a person, what comes; then waivers, and what lapses.</summary>
    public string Of(Overview overview)
    {
        var output = new StringBuilder();
        output.Append(PlanText.HeaderOf(overview.Title, overview.Result, overview.Plan, overview.Instances, overview.Changes)).Append("\n\n");
        if (overview.Situation is { } situation)
        {
            Append(situation, output);
        }

        if (overview.IsEmpty)
        {
            output.Append("Nothing is here: no instance and no change.\n\n");
        }
        else
        {
            AppendNeeds(overview, output);
            AppendLines("Goes on, or comes next", WindowLines.Noun, overview.Coming, "Nothing goes on, and nothing is to come.\n", output);
        }

        AppendWaivers(overview.Waivers, output);
        AppendLapses(overview.Lapses, Describe.Duration(overview.Ahead.ToTimeSpan()), output);
        return output.ToString();
    }

    private static void Append(Situation situation, StringBuilder output)
    {
        if (situation.Leaders is null)
        {
            output.Append("Who leads may not be read (leases).\n");
        }
        else if (!situation.IsLed)
        {
            output.Append("NOBODY LEADS: no operator works here, and nobody is told anything. Its pods say why; --lease names another lease.\n");
        }

        foreach (var leader in situation.Leaders ?? [])
        {
            output.Append(CultureInfo.InvariantCulture, $"{leader.Lease}: {(leader.Holder is null ? "given back" : $"{(leader.Leads ? "led by" : "was led by")} {Plain.Line(leader.Holder)}{(leader is { Leads: true, Announces: AnnounceMode.Observe } ? ", observing: nobody is told anything" : "")}, last sign of life {(leader.RenewedAt is { } at ? Instants.Utc(at) : "never")}{AgeOf(leader)}")}\n");
        }

        if (!situation.Behind.IsEmpty)
        {
            output.Append(CultureInfo.InvariantCulture, $"Not yet looked at by an operator: {string.Join(", ", situation.Behind.Take(MostNamed))}{(situation.Behind.Length > MostNamed ? $" and {situation.Behind.Length - MostNamed} more" : "")}\n");
        }

        foreach (var source in situation.Sources)
        {
            output.Append(CultureInfo.InvariantCulture, $"Fleet source {source.Name}: {(source.IsReady ? "" : "not ready: ")}{Plain.Line(source.Message)}\n");
        }

        output.Append('\n');
    }

    // The holder's clock may be ahead of ours.
    private static string AgeOf(Leader leader) =>
        leader.Age is { } age ? $" ({Describe.Duration(TimeSpan.FromSeconds(Math.Max(0, Math.Floor(age.TotalSeconds))))} ago)" : "";

    private void AppendNeeds(Overview overview, StringBuilder output)
    {
        if (overview.Plan.Hold is { } hold)
        {
            output.Append(CultureInfo.InvariantCulture, $"Held by the safety gate: {Words.Count(hold.Notices.Length, "notice")}: {Plain.Line(hold.Reason)}; look at them (get notices), then release {hold.Digest}.\n\n");
        }

        AppendLines("Needs a person", WindowLines.Noun, overview.Stuck, overview.Plan.Hold is null && overview.Errors.IsEmpty ? "Nothing needs a person.\n" : "", output);
        AppendLines("Wrong beside changes", FindingLines.Noun, overview.Errors, "", output);
    }

    private void AppendLines(string title, Noun noun, ImmutableArray<Line> lines, string otherwise, StringBuilder output)
    {
        if (!lines.IsEmpty)
        {
            output.Append(CultureInfo.InvariantCulture, $"{title} ({lines.Length}):\n");
            output.Append(new ListForm(noun, form, lines.Select(line => line.Namespace).Distinct().Skip(1).Any()).Whole(lines, default, null)).Append('\n');
        }
        else if (otherwise.Length > 0)
        {
            output.Append(otherwise).Append('\n');
        }
    }

    private static void AppendWaivers(ImmutableArray<WaiverUse> waivers, StringBuilder output)
    {
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
    }

    private static void AppendLapses(ImmutableArray<Lapse> lapses, string span, StringBuilder output)
    {
        if (lapses.IsEmpty)
        {
            output.Append(CultureInfo.InvariantCulture, $"Nothing lapses within {span}.\n");
            return;
        }

        output.Append(CultureInfo.InvariantCulture, $"Lapses within {span}:\n");
        var coming = new Table("FROM (LOCAL)", "WHAT", "NAME", "OF");
        foreach (var lapse in lapses)
        {
            coming.Add(Describe.Local(lapse.At, lapse.Zone), Words.Of(lapse.Kind), lapse.Name, NameOf(lapse.Object));
        }

        coming.WriteTo(output);
    }

    private static string NameOf(ObjectRef thing) => thing.Namespace.Length == 0 ? $"{thing.Kind}/{thing.Name}" : $"{thing.Kind}/{thing.Namespace}/{thing.Name}";
}
