using Reconciler.TestKit.Clusters;
using Xunit.Sdk;
using Xunit.v3;

// One server for all tests. Some stop it: no other may be at work then.
[assembly: AssemblyFixture(typeof(ControlPlane))]
[assembly: Parallelization(Mode = ParallelMode.None)]
