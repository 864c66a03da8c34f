using System.Text.RegularExpressions;
using Reconciler.Engine.Tests.Given;

namespace Reconciler.Engine.Tests.Stores;

/// <summary>A run may die at any step; the next one brings everything to where an undisturbed run would have.</summary>
public sealed partial class CrashTests
{
    private const string Later = "2026-12-02T09:00:00Z";

    // First: two changes are announced. Second: one was edited away, one got a move, one is new.
    private static Bed First() => new Bed()
        .With("instance.yaml", Yaml.Instance())
        .With("gone.yaml", Yaml.Window("gone", "2026-12-16"))
        .With("moved.yaml", Yaml.Window("moved", "2026-12-17"));

    private static Bed Second(Bed bed)
    {
        bed.Without("gone.yaml");
        return bed
            .With("moved.yaml", Yaml.Window("moved", "2026-12-17", "  moves:\n  - {from: 2026-12-17, to: 2027-01-05, requestedAt: 2026-12-02T08:00:00Z, by: partner, reason: quarter close, confirmed: {by: jane, at: 2026-12-02T08:30:00Z}}"))
            .With("new.yaml", Yaml.Window("new", "2026-12-29"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(60)]
    public async Task Run_Repairs_WhatAFirstRunLeftBehind(int? torn)
    {
        using var undisturbed = First();
        await undisturbed.RunAsync(Yaml.Now);
        await AssertRepaired(First, Yaml.Now, undisturbed.Tree(), torn);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(60)]
    public async Task Run_Repairs_WhatALaterRunLeftBehind(int? torn)
    {
        using var undisturbed = First();
        await undisturbed.RunAsync(Yaml.Now);
        await Second(undisturbed).RunAsync(Later);
        Assert.Contains("tickets/gone.md", undisturbed.Tree().Keys);
        await AssertRepaired(() => Second(Announced()), Later, undisturbed.Tree(), torn);
    }

    [Fact]
    public async Task Run_CallsOff_WhatARunThatDiedHadTold_AlsoWhereTheLedgerNeverHeardOfIt()
    {
        var (died, unheard, inDoubt) = (true, 0, 0);
        for (var step = 0; died; step++)
        {
            using var bed = First();
            died = await DiesAsync(bed, Yaml.Now, new(step, torn: null));
            var (told, claimed) = (RecipientsOf(bed, "gone-planned", "state: Sent"), RecipientsOf(bed, "gone-planned", "attempts: 1"));
            var heard = bed.Store.ReadLedger().Tickets.Values.SelectMany(ticket => ticket.Spec.Occasions).SelectMany(said => said.Recipients).Where(record => record.SentAt is not null).Select(record => record.Recipient.Email);
            unheard += told.Except(heard).Count();
            await Second(bed).RunAsync(Later, new CrashingFiles(int.MaxValue));
            inDoubt += claimed.Except(told).Count();
            Assert.Equal(claimed, RecipientsOf(bed, "gone-cancelled"));
        }

        Assert.True(unheard > 0, "no run died between a record and the ledger");
        Assert.True(inDoubt > 0, "no run died between a claim and its record");
    }

    private static string[] RecipientsOf(Bed bed, string notice, string says = "") =>
    [
        .. bed.Tree()
            .Where(file => file.Key.StartsWith($"objects/Notice/fleet/{notice}", StringComparison.Ordinal) && file.Value.Contains(says, StringComparison.Ordinal))
            .Select(file => Recipient().Match(file.Value).Groups["email"].Value).Order(),
    ];

    private static Bed Announced()
    {
        var bed = First();
        bed.RunAsync(Yaml.Now, new CrashingFiles(int.MaxValue)).GetAwaiter().GetResult();
        return bed;
    }

    private static async Task AssertRepaired(Func<Bed> begin, string now, SortedDictionary<string, string> expected, int? torn)
    {
        var died = true;
        for (var step = 0; died; step++)
        {
            using var bed = begin();
            died = await DiesAsync(bed, now, new(step, torn));
            await bed.RunAsync(now, new CrashingFiles(int.MaxValue));
            var repaired = bed.Tree();
            Assert.Equal(expected.Keys, repaired.Keys);
            foreach (var (path, text) in repaired)
            {
                Assert.True(Attempts().Replace(expected[path], "attempts: n") == Attempts().Replace(text, "attempts: n"), $"after step {step}, {path} differs:\n{text}\nnot:\n{expected[path]}");
                Assert.All(Attempts().Matches(text), match => Assert.InRange(match.Groups["count"].Value, "1", "2"));
            }
        }
    }

    private static async Task<bool> DiesAsync(Bed bed, string now, CrashingFiles files)
    {
        try
        {
            await bed.RunAsync(now, files);
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"email: (?<email>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"attempts: (?<count>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attempts();
}
