using System.Globalization;

namespace Reconciler.Operator.Telemetry;

/// <summary>How much memory the system lets this process use. The runtime would say how much of it the heap may take.</summary>
internal static class MemoryLimit
{
    private const string ControlGroups = "/sys/fs/cgroup";

    // Of control groups of version 2, and of version 1, where a number that no machine has means none.
    private static readonly string[] Files = ["memory.max", "memory/memory.limit_in_bytes"];
    private const long LeastOfNone = 1L << 60;

    /// <summary>The limit in bytes; null: none, or the system does not tell.</summary>
    public static long? Read() => Read(ControlGroups);

    /// <summary>The limit in bytes by the control group that is mounted here.</summary>
    public static long? Read(string folder) => Files.Select(file => Of(Path.Combine(folder, file))).FirstOrDefault(limit => limit is not null);

    private static long? Of(string file)
    {
        try
        {
            return File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes < LeastOfNone ? bytes : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
