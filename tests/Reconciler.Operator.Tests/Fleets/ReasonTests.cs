using System.Reflection;
using Reconciler.Api;
using Reconciler.Git.Fetching;
using Reconciler.Operator.Fleets;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>People find every reason that a fleet source can give in the README.</summary>
public sealed class ReasonTests
{
    public static TheoryData<string> Reasons =>
    [
        .. Enum.GetNames<FetchFailure>(),
        .. typeof(FleetReasons).GetFields(BindingFlags.Static | BindingFlags.Public).Select(constant => (string)constant.GetRawConstantValue()!).Where(reason => reason != FleetReasons.ProgressingWithRetry),
    ];

    [Theory]
    [InlineData(FleetReasons.Refused, true, "RevisionRefused")]
    [InlineData(FleetReasons.Refused, false, "ApplyFailed")]
    [InlineData(FleetReasons.PathNotFound, true, "RevisionRefused")]
    [InlineData(FleetReasons.HeldBySafety, true, "HeldBySafety")]
    [InlineData(FleetReasons.ApplyFailed, true, "ApplyFailed")]
    [InlineData(FleetReasons.AwaitingOthers, false, "AwaitingOthers")]
    [InlineData(FleetReasons.RequestRefused, false, "RequestRefused")]
    [InlineData(FleetReasons.Unexpected, false, "Unexpected")]
    [InlineData(FleetReasons.SecretUnusable, false, "FetchFailed")]
    [InlineData(nameof(FetchFailure.Corrupt), false, "FetchFailed")]
    public void EventOf_IsOfAReasonThatFits(string reason, bool isOfRevision, string expected) => Assert.Equal(expected, FleetReasons.EventOf(reason, isOfRevision));

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Readme_SaysWhatItMeans(string reason)
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);

        Assert.Contains(lines.SkipWhile(line => !line.StartsWith("| `Ready` of a fleet source", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|')),
            line => line.Split('|')[1].Contains($"`{reason}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Message_HasNoControlCharacters_WhateverAServerOrAFileSaid()
    {
        var entry = new FleetRevision { Revision = "main@sha1:1", Result = FleetResult.Refused, At = default };

        var status = new FleetSourceStatus().Failed(new(FleetReasons.Refused, "a\nb\u001b[31mc"), entry, generation: 1, now: default);

        Assert.Equal(("a b [31mc", "a b [31mc"), (status.Conditions[0].Message, status.History[0].Message));
    }
}
