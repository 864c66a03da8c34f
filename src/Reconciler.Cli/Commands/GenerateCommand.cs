using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Generating;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler generate</c>: a fleet for measurements. Not shown in the help: nobody runs a service with it.</summary>
internal static class GenerateCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("generate", "Write a believable fleet into a new folder, for measurements.") { Hidden = true };
        Examples.Set(command, "reconciler generate /tmp/fleet --objects 10000 --files 1000 --seed 1 --as-of 2026-12-01T09:00:00Z");
        var folder = new Argument<string>("DIR") { Description = "A folder that is not there yet, or empty" };
        var objects = new Option<int>("--objects") { Description = "How many objects", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        var files = new Option<int>("--files") { Description = "How many files", HelpName = "N", DefaultValueFactory = _ => 1_000 };
        var seed = new Option<ulong>("--seed") { Description = "Another seed, another fleet", HelpName = "N", DefaultValueFactory = _ => 1 };
        var asOf = InstantOption.Create("--as-of", "The instant for which the fleet is up to date", required: true);
        command.Add(folder);
        command.Add(objects);
        command.Add(files);
        command.Add(seed);
        command.Add(asOf);
        command.SetAction(words =>
        {
            var (number, parts) = (words.GetValue(objects), words.GetValue(files));
            if (number < GeneratedFleet.FewestObjects || parts < 1 || parts > number)
            {
                throw new UsageException($"a fleet has {GeneratedFleet.FewestObjects} objects or more, in 1 file or more, none of them empty");
            }

            var root = Path.GetFullPath(words.GetValue(folder)!, shell.WorkingFolder);
            if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
            {
                throw new UsageException($"{words.GetValue(folder)} is not empty");
            }

            foreach (var (path, text) in GeneratedFleet.Files(number, parts, words.GetValue(seed), words.GetValue(asOf)!.Value))
            {
                var full = Path.Combine(root, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllText(full, text);
            }

            return ExitCodes.Clean;
        });
        return command;
    }
}
