using System.Security.Cryptography;

namespace Reconciler.Operator.Checking;

/// <summary>Whether a folder can be written: a file is put into it, read again, and taken away.</summary>
public static class FolderCheck
{
    /// <summary>Checks a folder.</summary>
    /// <param name="what">What it is for, in one word.</param>
    /// <param name="folder">Its full path.</param>
    /// <returns>What was found.</returns>
    public static Checked Of(string what, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return File.Exists(folder)
                ? new(CheckResult.Fail, what, $"{folder} is a file, not a folder", "name a folder")
                : new(CheckResult.Fail, what, $"{folder}: no such folder", $"make it (mkdir -p {folder}); in a pod, mount a volume there");
        }

        var probe = Path.Combine(folder, $".reconciler-check-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try
        {
            try
            {
                File.WriteAllText(probe, what);
                return File.ReadAllText(probe) == what
                    ? new(CheckResult.Ok, what, $"{folder} can be written")
                    : new(CheckResult.Fail, what, $"{folder}: what was written is not what is read", "look at the disk, or name a folder on another one");
            }
            finally
            {
                File.Delete(probe);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(CheckResult.Fail, what, $"{folder} can not be written: {problem.Message}", "let this user write there (in a pod: securityContext.fsGroup, a volume that is not read-only, room on it)");
        }
    }
}
