using System.CommandLine;
using System.Globalization;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Starting;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler init</c>: a repository for a fleet, ready for its first pull request.</summary>
internal static class InitCommand
{
    // The day on which the contacts of the example were last confirmed: one that lies ahead on the clock of their instance confirms nothing.
    private const string Today = "$TODAY";
    private static readonly TimeSpan LastZone = TimeSpan.FromHours(-12);

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("init", "Write a fleet repository: an example instance, schema, editor settings, hook, owners and workflow. What is there already stays as it is.");
        Examples.Set(command, "reconciler init my-fleet");
        var folder = new Argument<string>("DIR") { Description = "Folder of the repository; the current folder where none is named", DefaultValueFactory = _ => "." };
        command.Add(folder);
        command.SetAction(words =>
        {
            var root = Path.GetFullPath(words.GetValue(folder)!, shell.WorkingFolder);
            var today = shell.Clock.GetUtcNow().ToOffset(LastZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var (path, text) in StarterFiles.All)
            {
                shell.Output.WriteLine(Write(Path.Combine(root, path), text.Replace(Today, today, StringComparison.Ordinal)) ? $"wrote  {path}" : $"kept   {path}");
            }

            shell.Output.WriteLine("Next: git config core.hooksPath .githooks, then reconciler validate fleet.");
            return ExitCodes.Clean;
        });
        return command;
    }

    private static bool Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(file);
            writer.Write(text);
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }

        if (!OperatingSystem.IsWindows() && text.StartsWith("#!", StringComparison.Ordinal))
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return true;
    }
}
