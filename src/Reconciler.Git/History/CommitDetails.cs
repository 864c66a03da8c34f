namespace Reconciler.Git.History;

/// <summary>Who changed something, as a commit says: what an audit wants to know.</summary>
/// <param name="Id">Object id, forty hexadecimal digits.</param>
/// <param name="Subject">First line of the message.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Committer">Who put it into the history; on a host that merges for people, often the host.</param>
public sealed record CommitDetails(string Id, string Subject, Person Author, Person Committer);

/// <summary>A person as a commit names them. Git checks none of it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Mail">Mail address; may be empty.</param>
/// <param name="At">When they did it, by their own clock.</param>
public sealed record Person(string Name, string Mail, DateTimeOffset At);
