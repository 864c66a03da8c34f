namespace Reconciler.Git;

/// <summary>A commit as people named it.</summary>
/// <param name="Id">Object id, forty hexadecimal digits.</param>
/// <param name="Name">What people wrote, such as <c>main</c> or <c>HEAD~2</c>.</param>
/// <param name="Author">Who wrote it, without a mail address.</param>
/// <param name="CommittedAt">When it was committed.</param>
public sealed record Revision(string Id, string Name, string Author, DateTimeOffset CommittedAt)
{
    /// <summary>The first seven digits of the id.</summary>
    public string ShortId => Id[..7];

    /// <summary>The form that people read.</summary>
    /// <returns>Such as <c>main (3f9c1e2)</c>; a name that is an id stands alone.</returns>
    public override string ToString() => Id.StartsWith(Name, StringComparison.OrdinalIgnoreCase) ? ShortId : $"{Name} ({ShortId})";
}
