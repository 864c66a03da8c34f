using Reconciler.Core.Support;
using Reconciler.Core.Tests.Worlds;
using Reconciler.Manifests;

namespace Reconciler.Core.Tests.Support;

/// <summary>What somebody has to do next about a case: one sentence, the most urgent first.</summary>
public sealed class NextStepTests
{
    private const string Answered = "acknowledgedAt: 2026-12-01T15:00:00Z\n";
    private const string Done = "checklist: [details, reproduction, fixTests, notEndUser]\n";
    private const string OnTime = "2026-12-02T14:00:00Z";
    private const string Late = "2026-12-02T14:00:01Z";

    [Theory]
    [InlineData(OnTime, "", "the provider acknowledges it by Wed 2026-12-02 09:00 EST")]
    [InlineData(Late, "", "the provider acknowledges it; that was due Wed 2026-12-02 09:00 EST: call 1-800-553-2447")]
    [InlineData(OnTime, Answered + "holds: [{from: 2026-12-02T10:00:00Z, until: 2026-12-03T14:00:00Z, reason: watched}]", "it rests until Thu 2026-12-03 09:00 EST: watched")]
    [InlineData(OnTime, Answered + "holds: [{from: 2026-12-02T10:00:00Z, until: 2026-12-03T14:00:00Z}]", "it rests until Thu 2026-12-03 09:00 EST")]
    [InlineData(OnTime, Answered + "requested: {severity: S1, by: n, at: 2026-12-02T10:00:00Z}", "the provider decides whether it is S1")]
    [InlineData(Late, Answered + "escalation: {at: 2026-12-02T14:00:01Z}", "the provider answers the escalation")]
    [InlineData(Late, Answered, "the provider gives a status and a resolution action plan; without an acceptable one the partner escalates")]
    [InlineData(Late, Answered + "updates: [{at: 2026-12-02T10:00:00Z, status: s, plan: p, accepted: false}]", "the partner escalates: the status is not acceptable")]
    [InlineData(OnTime, Answered + "checklist: [details, reproduction]", "the partner helps to test fixes; confirms that it is not in hardware, software, applications or other items from the end user")]
    [InlineData(OnTime, Answered + Done, "the provider resolves it")]
    [InlineData(Late, Answered + Done + "updates: [{at: 2026-12-02T10:00:00Z, status: s, plan: p}]", "the provider resolves it")]
    [InlineData(Late, "resolvedAt: 2026-12-02T10:00:00Z", null)]
    public void Of_IsOneSentence(string now, string fields, string? step) =>
        Assert.Equal(step, NextStep.Of(Cases.At(now, fields), ShippedPolicy.Spec.Provider));

    [Fact]
    public void Of_IsNothing_WhenTheInstanceIsNotKnown() => Assert.Null(NextStep.Of(
        Passes.At(OnTime, Cases.Yaml("c1").Replace("instance: acme", "instance: nobody", StringComparison.Ordinal)).Cases.Single(), ShippedPolicy.Spec.Provider));
}
