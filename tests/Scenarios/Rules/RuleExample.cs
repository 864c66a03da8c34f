using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Scenarios.Tests.Running;

namespace Reconciler.Scenarios.Tests.Rules;

/// <summary>A fleet that breaks or keeps one rule: <c>examples/violations/ID</c> or <c>examples/compliant/ID</c>.</summary>
/// <param name="folder">The folder, absolute.</param>
internal sealed class RuleExample(string folder)
{
    public static RuleExample Violation(string id) => new(Repository.PathOf("examples", "violations", id));

    public static RuleExample Compliant(string id) => new(Repository.PathOf("examples", "compliant", id));

    public string Folder => folder;

    public bool Exists => File.Exists(Path.Combine(folder, "fleet.yaml")) && File.Exists(Path.Combine(folder, "now.txt"));

    public string Now => File.ReadAllText(Path.Combine(folder, "now.txt")).Trim();

    public FleetFiles Files => FleetFiles.In(folder);

    /// <summary>What <c>run --once</c> finds there with no ledger.</summary>
    public ImmutableArray<Finding> Findings() =>
        Planner.Plan(Files.Snapshot(), Ledger.Empty, Instants.Parse(Now), new() { Settle = false }).Findings;
}
