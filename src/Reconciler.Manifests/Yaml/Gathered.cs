namespace Reconciler.Manifests.Yaml;

/// <summary>Elements of collections that are being read, the inner ones on top of the outer ones: one buffer for all of them.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
internal sealed class Gathered<T>
{
    private T[] _elements = new T[16];

    /// <summary>How many elements there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an element to the innermost collection.</summary>
    public void Add(T element)
    {
        if (Count == _elements.Length)
        {
            Array.Resize(ref _elements, Count * 2);
        }

        _elements[Count++] = element;
    }

    /// <summary>Takes the innermost collection off.</summary>
    /// <param name="first">What <see cref="Count"/> was when it began.</param>
    public T[] TakeFrom(int first)
    {
        var taken = _elements[first..Count];
        Count = first;
        return taken;
    }
}
