using Reconciler.Operator.Telemetry;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>What control groups say, in files as the kernel has them.</summary>
public sealed class MemoryLimitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reconciler-limit-");

    [Theory]
    [InlineData("memory.max", "262144000\n", 262144000L)]
    [InlineData("memory.max", "max\n", null)]
    [InlineData("memory/memory.limit_in_bytes", "262144000\n", 262144000L)]
    [InlineData("memory/memory.limit_in_bytes", "9223372036854771712\n", null)]
    [InlineData("other", "1\n", null)]
    public void Read_TellsTheLimit_WhereThereIsOne(string file, string text, long? expected)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);

        Assert.Equal(expected, MemoryLimit.Read(_folder.FullName));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
