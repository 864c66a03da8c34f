using Reconciler.Manifests;

namespace Reconciler.Engine.Worlds;

/// <summary>Where what people wrote is read.</summary>
public interface IWorld
{
    /// <summary>Reads everything.</summary>
    /// <param name="stop">Gives up.</param>
    /// <returns>What people wrote, with what is wrong with it.</returns>
    /// <exception cref="EngineException">Something could not be read; a part is never taken for the whole.</exception>
    Task<Fleet> ReadAsync(CancellationToken stop);
}
