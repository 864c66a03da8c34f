using System.Collections.Immutable;

namespace Reconciler.Git;

/// <summary>A file of a commit.</summary>
/// <param name="Path">Path from the root of the repository, with forward slashes.</param>
/// <param name="BlobId">Object id of its whole content: the same content has the same id.</param>
/// <param name="Content">Its bytes; no more than were asked for, and none where it was said to be known.</param>
public sealed record CommittedFile(string Path, string BlobId, ReadOnlyMemory<byte> Content);

/// <summary>The manifests of a commit.</summary>
/// <param name="Files">By path, ordinal.</param>
/// <param name="Notes">What was passed over and why, each in one line.</param>
public sealed record CommittedFiles(ImmutableArray<CommittedFile> Files, ImmutableArray<string> Notes);
