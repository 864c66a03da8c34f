using Reconciler.Git.Fetching;

namespace Reconciler.Git.Tests.Fetching;

/// <summary>A served repository <c>fleet.git</c>, and a mirror that follows it.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reconciler-mirror-").FullName;

    public Workplace(TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        Origin = new(Path.Combine(Served, "fleet.git"), isBare: true);
        Mirror = NewMirror();
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TimeProvider Clock { get; }

    public string Served => Path.Combine(_folder, "served");

    public string MirrorFolder => Path.Combine(_folder, "mirror");

    /// <summary>The bare repository in it.</summary>
    public string MirrorPath => Path.Combine(MirrorFolder, "mirror.git");

    public TemporaryRepository Origin { get; }

    public GitMirror Mirror { get; }

    public FetchRequest Main => new($"file://{Origin.Folder}", new GitReference.Branch("main"));

    /// <summary>The mirror as a process sees it that has just started.</summary>
    public GitMirror NewMirror() => new(MirrorFolder, Clock);

    public Task<FetchedCommit> FetchAsync(FetchRequest? request = null) => Mirror.FetchAsync(request ?? Main, Stop);

    public async Task<FetchException> FailAsync(FetchRequest request) => await Assert.ThrowsAsync<FetchException>(() => Mirror.FetchAsync(request, Stop));

    /// <summary>The text of a file of a commit of the mirror.</summary>
    public string Text(Revision revision, string path)
    {
        using var repository = Mirror.Open();
        return System.Text.Encoding.UTF8.GetString(repository.Read(revision, [path], 1000).Files.Single().Content.Span);
    }

    public void Dispose()
    {
        Origin.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
