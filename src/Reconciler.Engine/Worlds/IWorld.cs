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

    /// <summary>
    /// Whether so much has begun to become another since the last reading that nobody may be told anything by it any more. Files are read anew by each pass, and
    /// nothing says what becomes of them meanwhile.
    /// </summary>
    bool IsOutdated => false;
}
