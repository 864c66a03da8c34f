namespace Reconciler.Git.Fetching;

/// <summary>What to fetch of a repository.</summary>
public abstract record GitReference
{
    private GitReference()
    {
    }

    /// <summary>The newest commit of a branch.</summary>
    /// <param name="Name">Such as <c>main</c>, without <c>refs/heads/</c>.</param>
    public sealed record Branch(string Name) : GitReference
    {
        /// <inheritdoc/>
        public override string ToString() => $"branch '{Name}'";
    }

    /// <summary>The commit that a tag stands for.</summary>
    /// <param name="Name">Such as <c>v1.2</c>, without <c>refs/tags/</c>.</param>
    public sealed record Tag(string Name) : GitReference
    {
        /// <inheritdoc/>
        public override string ToString() => $"tag '{Name}'";
    }

    /// <summary>One commit for ever.</summary>
    /// <param name="Id">Forty hexadecimal digits.</param>
    public sealed record Commit(string Id) : GitReference
    {
        /// <inheritdoc/>
        public override string ToString() => $"commit {Id}";
    }
}
