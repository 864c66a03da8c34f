using Reconciler.TestKit.Clusters;

[assembly: AssemblyFixture(typeof(ControlPlane))]
