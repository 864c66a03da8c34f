namespace Reconciler.Manifests.Writing;

/// <summary>What records are written to: mappings, lists and scalars, in one pass. In a mapping keys and values follow in turn.</summary>
internal abstract class FieldWriter
{
    /// <summary>Begins a mapping.</summary>
    public abstract void BeginMapping();

    /// <summary>Ends a mapping.</summary>
    public abstract void EndMapping();

    /// <summary>Begins a list.</summary>
    public abstract void BeginList();

    /// <summary>Ends a list.</summary>
    public abstract void EndList();

    /// <summary>Writes a number, a truth value, a date or an instant.</summary>
    public abstract void Word(string word);

    /// <summary>Writes a key that people chose.</summary>
    public abstract void Key(string key);

    /// <summary>Writes a text, or the key of a field.</summary>
    public abstract void Text(string text);
}
