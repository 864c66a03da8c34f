using System.Collections.Immutable;

namespace Reconciler.Core.Planning.Bulletins;

/// <summary>Everything that people should have been told by now without a change behind it, from all sources.</summary>
internal static class WantedBulletins
{
    /// <summary>The bulletins, in the order of their keys.</summary>
    public static ImmutableArray<Bulletin> Of(World world) =>
        [.. ReleaseBulletins.Of(world).Concat(CaseBulletins.Of(world)).OrderBy(bulletin => bulletin.Key, StringComparer.Ordinal)];
}
