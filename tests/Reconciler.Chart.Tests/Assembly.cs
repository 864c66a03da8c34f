using Reconciler.Chart.Tests.Given;

[assembly: AssemblyFixture(typeof(ChartPlane))]
