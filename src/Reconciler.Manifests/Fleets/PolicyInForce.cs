using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Checks;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Fleets;

/// <summary>The policy of a fleet.</summary>
/// <param name="Spec">The shipped policy with the fleet's laid over it.</param>
/// <param name="Digest"><c>sha256:</c> and the digest of the policy as it is written.</param>
/// <param name="Object">The fleet's own object with the whole policy in it; null where there is none that can be used.</param>
internal sealed record PolicyInForce(OperationalPolicySpec Spec, string Digest, Declared<OperationalPolicy>? Object)
{
    private const string OnlyName = "default";

    // Made once: a fleet source reads each of its files as a fleet of its own.
    private static readonly Lazy<PolicyInForce> TheShipped = new(Shipped);

    /// <summary>Lays the fleet's policy over the shipped one. What is wrong with it is reported, and then the shipped one holds.</summary>
    /// <param name="declared">Policies of the fleet, by file and place.</param>
    /// <param name="problems">Takes the reports.</param>
    public static PolicyInForce Of(ImmutableArray<DeclaredNode> declared, List<Finding> problems)
    {
        var first = declared.FirstOrDefault(policy => policy.Subject.Name == OnlyName);
        problems.AddRange(declared.Where(policy => policy != first).Select(policy => Second(policy, first)));
        return (first is null ? null : Lay(first, problems)) ?? TheShipped.Value;
    }

    private static PolicyInForce Shipped()
    {
        var problems = new Problems("default-policy.yaml");
        var spec = Bind(Overlay.WithSpec(ShippedPolicy.Root, Overlay.SortedByName), new(problems, new(nameof(OperationalPolicy), "", OnlyName)))?.Spec;
        return spec is null
            ? throw new InvalidOperationException("The shipped policy has problems: " + string.Join("; ", problems.ToImmutable().Select(finding => finding.Message)))
            : new(spec, DigestOf(spec), null);
    }

    private static PolicyInForce? Lay(DeclaredNode policy, List<Finding> findings)
    {
        var problems = new Problems(policy.File);
        var effective = Overlay.Lay(policy.Root, ShippedPolicy.Root);
        var bound = Bind(effective, new(problems, policy.Subject));
        findings.AddRange(problems.ToImmutable());
        if (bound is null)
        {
            return null;
        }

        var sorted = Overlay.WithSpec(effective, Overlay.SortedByName);
        var value = Bind(sorted, new(problems, policy.Subject))!;
        return new(value.Spec, DigestOf(value.Spec), new(value, new(policy.File, new NodeMap(sorted))));
    }

    private static OperationalPolicy? Bind(YamlNode root, Reading reading)
    {
        var map = new NodeMap(root);
        var policy = (OperationalPolicy)Shapes.Of(typeof(OperationalPolicy)).Read(root, reading)!;
        if (!reading.IsIncomplete)
        {
            Report report = (rule, path, message, remedy) => reading.Report(rule, map.Find(path), path, message, remedy);
            RequireNoNamespace(policy, report);
            ObjectChecks.Run(policy, report);
        }

        return reading.HasProblems ? null : policy;
    }

    private static void RequireNoNamespace(OperationalPolicy policy, Report report)
    {
        if (policy.Metadata.Namespace is not null)
        {
            report(ReadProblems.NamespaceNotAllowed, "metadata.namespace", "an OperationalPolicy has no namespace: it holds for the whole fleet", "remove 'namespace'");
        }
    }

    private static Finding Second(DeclaredNode policy, DeclaredNode? first) => new()
    {
        Rule = ReadProblems.SecondPolicy,
        Severity = Severity.Error,
        Message = first is not null && policy.Subject.Name == OnlyName
            ? $"OperationalPolicy '{OnlyName}' is declared twice: first in {first.File}:{new NodeMap(first.Root).Find("metadata.name").Line}"
            : $"OperationalPolicy {(policy.Subject.Name.Length == 0 ? "without a name" : $"'{policy.Subject.Name}'")} has no effect: a fleet has one policy, '{OnlyName}'",
        Remedy = first is null ? $"name it '{OnlyName}'" : $"write what it says into the one in {first.File}",
        Object = policy.Subject,
        Path = "metadata.name",
        File = policy.File,
        Span = new NodeMap(policy.Root).Find("metadata.name"),
    };

    private static string DigestOf(OperationalPolicySpec spec) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ManifestWriter.WriteRecord(spec))));
}
