using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>An admission policy of the cluster, for one namespace, in force from its creation on.</summary>
internal sealed class Admission : IAsyncDisposable
{
    private readonly Bed _bed;
    private readonly Func<Task> _probe;

    private Admission(Bed bed, Func<Task> probe) => (_bed, _probe) = (bed, probe);

    /// <summary>Refuses writes of windows.</summary>
    /// <param name="bed">Where.</param>
    /// <param name="takes">What it takes, in the Common Expression Language.</param>
    /// <param name="probe">A window <c>probe</c> that it does not take.</param>
    /// <param name="operations">Which writes it looks at.</param>
    public static Task<Admission> RefuseAsync(Bed bed, string takes, string probe, string operations = "CREATE, UPDATE") => RefuseAsync(bed, takes, "maintenancewindows", operations, async () =>
    {
        await bed.ApplyAsync(probe);
        await bed.DeleteAsync("mw", "probe", "--ignore-not-found");
    });

    /// <summary>Refuses writes.</summary>
    /// <param name="bed">Where.</param>
    /// <param name="takes">What it takes, in the Common Expression Language.</param>
    /// <param name="resources">Of which resource.</param>
    /// <param name="operations">Which writes it looks at.</param>
    /// <param name="probe">A write that it does not take.</param>
    public static async Task<Admission> RefuseAsync(Bed bed, string takes, string resources, string operations, Func<Task> probe)
    {
        var admission = new Admission(bed, probe);
        await bed.ApplyAsync($$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: {{bed.Namespace}}}
            spec:
              failurePolicy: Fail
              matchConstraints: {resourceRules: [{apiGroups: [ops.reconciler.dev], apiVersions: ["*"], operations: [{{operations}}], resources: [{{resources}}]}]}
              validations:
              - {expression: "{{takes}}", message: not taken here}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: {{bed.Namespace}}}
            spec:
              policyName: {{bed.Namespace}}
              validationActions: [Deny]
              matchResources:
                namespaceSelector:
                  matchLabels: {kubernetes.io/metadata.name: {{bed.Namespace}}}
            """);
        await Bed.UntilAsync("the policy is in force", async () => !await admission.TakesAsync());
        return admission;
    }

    /// <summary>Ends it.</summary>
    public async Task EndAsync()
    {
        await DisposeAsync();
        await Bed.UntilAsync("the policy is in force no more", TakesAsync);
    }

    public async ValueTask DisposeAsync() => await _bed.DeleteAsync("validatingadmissionpolicy,validatingadmissionpolicybinding", _bed.Namespace, "--ignore-not-found");

    private async Task<bool> TakesAsync()
    {
        try
        {
            await _probe();
            return true;
        }
        catch (InvalidOperationException problem) when (problem.Message.Contains("not taken here", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
