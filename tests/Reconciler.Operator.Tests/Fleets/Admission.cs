using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>An admission policy of the cluster, for one namespace, in force from its creation on.</summary>
internal sealed class Admission : IAsyncDisposable
{
    private readonly Bed _bed;
    private readonly string _name;

    private Admission(Bed bed) => (_bed, _name) = (bed, bed.Namespace);

    /// <summary>Refuses writes of this product's objects.</summary>
    /// <param name="bed">Where.</param>
    /// <param name="takes">What it takes, in the Common Expression Language.</param>
    /// <param name="probe">An object that it does not take.</param>
    /// <param name="operations">Which writes it looks at.</param>
    public static async Task<Admission> RefuseAsync(Bed bed, string takes, string probe, string operations = "CREATE, UPDATE")
    {
        var admission = new Admission(bed);
        await bed.ApplyAsync($$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: {{bed.Namespace}}}
            spec:
              failurePolicy: Fail
              matchConstraints: {resourceRules: [{apiGroups: [ops.reconciler.dev], apiVersions: ["*"], operations: [{{operations}}], resources: [maintenancewindows]}]}
              validations:
              - {expression: "{{takes}}", message: no such windows here}
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
        await Bed.UntilAsync("the policy is in force", async () => !await admission.TakesAsync(probe));
        return admission;
    }

    /// <summary>Ends it.</summary>
    /// <param name="probe">An object that it did not take.</param>
    public async Task EndAsync(string probe)
    {
        await DisposeAsync();
        await Bed.UntilAsync("the policy is in force no more", () => TakesAsync(probe));
    }

    public async ValueTask DisposeAsync() => await _bed.DeleteAsync("validatingadmissionpolicy,validatingadmissionpolicybinding", _name, "--ignore-not-found");

    private async Task<bool> TakesAsync(string probe)
    {
        try
        {
            await _bed.ApplyAsync(probe);
            await _bed.DeleteAsync("mw", "probe", "--ignore-not-found");
            return true;
        }
        catch (InvalidOperationException problem) when (problem.Message.Contains("no such windows here", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
