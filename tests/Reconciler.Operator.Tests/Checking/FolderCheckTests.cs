using Reconciler.Operator.Checking;

namespace Reconciler.Operator.Tests.Checking;

public sealed class FolderCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reconciler-");

    [Fact]
    public void Folder_IsWell_WhenAFileCanBeWritten_AndStaysEmpty()
    {
        Assert.Equal(new(CheckResult.Ok, "outbox", $"{_folder.FullName} can be written"), FolderCheck.Of("outbox", _folder.FullName));
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Folder_Fails_WhenNothingCanBeWritten_AlsoForRoot()
    {
        Assert.SkipUnless(Directory.Exists("/proc"), "needs a folder that nobody can write");

        var found = FolderCheck.Of("outbox", "/proc");

        Assert.Equal(CheckResult.Fail, found.Result);
        Assert.StartsWith("/proc can not be written: ", found.Detail, StringComparison.Ordinal);
        Assert.Contains("fsGroup", found.Mend, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
