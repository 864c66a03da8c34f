using Reconciler.Api;
using Reconciler.Core.Requests;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Requests;

/// <summary>A partner's request: joint review, approval of both sides, and for large ones channel and assessment (policy, section 6).</summary>
public sealed class RequestFileTests
{
    private const string Now = "2026-12-02T14:00:00Z";
    private const string Review = "review: {effect: none, by: [jane], at: 2026-12-02T14:00:00Z}\n";
    private const string Both = "approvals: [{party: partner, by: n, at: 2026-12-02T14:00:00Z}, {party: provider, by: p, at: 2026-12-02T14:00:00Z}]\n";
    private const string Large = "channel: accountManager\nassessment: {result: fine, by: p, at: 2026-12-02T14:00:00Z}\n";

    [Theory]
    [InlineData("edgeDevice", "", RequestState.Pending)]
    [InlineData("edgeDevice", Review, RequestState.Pending)]
    [InlineData("edgeDevice", Both, RequestState.Pending)]
    [InlineData("edgeDevice", Review + Both, RequestState.Approved)]
    [InlineData("edgeDevice", Review + "approvals: [{party: partner, by: n, at: 2026-12-02T14:00:00Z}]", RequestState.Pending)]
    [InlineData("edgeDevice", Review + "approvals: [{party: partner, by: n, at: 2026-12-02T14:00:00Z}, {party: provider, by: p, at: 2026-12-02T14:00:01Z}]", RequestState.Pending)] // in the future
    [InlineData("decommission", Review + Both, RequestState.Pending)]
    [InlineData("decommission", Review + Both + "channel: accountManager", RequestState.Pending)]
    [InlineData("decommission", Review + Both + Large, RequestState.Approved)]
    [InlineData("vulnerabilityScan", Review + Both + Large, RequestState.Refused)]
    [InlineData("restore", "", RequestState.Refused)]
    [InlineData("backupAccess", "", RequestState.Refused)]
    [InlineData("backupToPartner", "", RequestState.Refused)]
    [InlineData("other", Review + Both + "withdrawnAt: 2026-12-02T14:00:00Z", RequestState.Withdrawn)]
    [InlineData("other", Review + Both + "withdrawnAt: 2026-12-02T14:00:01Z", RequestState.Approved)] // in the future
    [InlineData("restore", "withdrawnAt: 2026-12-02T14:00:00Z", RequestState.Withdrawn)]
    public void State_FollowsWhatIsRecorded(string kind, string fields, RequestState state) => Assert.Equal(state, Of(kind, fields).State);

    [Theory]
    [InlineData("edgeDevice", "", "record the joint review of its effect, the approval of the partner, the approval of the provider")]
    [InlineData("edgeDevice", Review, "record the approval of the partner, the approval of the provider")]
    [InlineData("decommission", Both, "record the channel through which it was submitted, the assessment by product management, the joint review of its effect")]
    [InlineData("edgeDevice", Review + Both, "plan it: a MaintenanceWindow with changeRequest: r1")]
    [InlineData("restore", "", null)]
    [InlineData("other", "withdrawnAt: 2026-12-02T14:00:00Z", null)]
    public void Next_NamesWhatIsMissing(string kind, string fields, string? next) => Assert.Equal(next, Of(kind, fields).Next);

    [Fact]
    public void Next_IsNothing_WhenThePartnerMakesAnApprovedChange() => Assert.Null(Of("other", Review + Both, madeBy: "partner").Next);

    private static RequestFile Of(string kind, string fields, string madeBy = "provider") => Passes.At(Now, $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: ChangeRequest
        metadata: {name: r1}
        spec:
          summary: a new gateway
          class: {{kind}}
          requestedBy: jane
          requestedAt: 2026-12-01T14:00:00Z
          madeBy: {{madeBy}}
          instances: {names: [acme]}
        {{string.Concat(fields.Split('\n').Select(line => $"  {line}\n"))}}
        """).Requests.Values.Single();
}
