using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>While this is there, nobody behind a proxy can write an object of one name; its status is written as ever.</summary>
internal sealed class Stuck : IDisposable
{
    private readonly RequestProxy _proxy;

    public Stuck(RequestProxy proxy, string name)
    {
        _proxy = proxy;
        proxy.Fault = asked => asked.Writes && asked.Path.Split('?')[0].EndsWith($"/{name}", StringComparison.Ordinal) ? new(503) : null;
    }

    public void Dispose() => _proxy.Fault = _ => null;
}
