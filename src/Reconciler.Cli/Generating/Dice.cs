namespace Reconciler.Cli.Generating;

/// <summary>Chance that is the same everywhere: SplitMix64 from a seed. The library's own says nothing of the next version.</summary>
/// <param name="seed">Any number.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from zero to below a bound.</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>Even enough for bounds that are small.</returns>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True so often of a hundred times.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <returns>The throw.</returns>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of some things.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="things">At least one.</param>
    /// <returns>The thing.</returns>
    public T Pick<T>(params ReadOnlySpan<T> things) => things[Below(things.Length)];

    /// <summary>Digits in hexadecimal.</summary>
    /// <param name="count">How many; a multiple of 16.</param>
    /// <returns>In lower case.</returns>
    public string Hex(int count) => string.Concat(Enumerable.Range(0, count / 16).Select(_ => $"{Next():x16}"));

    private ulong Next()
    {
        unchecked
        {
            var mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
