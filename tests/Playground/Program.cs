using NodaTime.Text;
using Reconciler.Cli;
using Reconciler.TestKit;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Playground;

/// <summary>
/// <c>dotnet run --project tests/Playground [FLEET [INSTANT]]</c>: a cluster on this machine in which the operator leads and a fleet lives, until Ctrl-C. Nothing
/// of it stays.
/// </summary>
internal static class Program
{
    private const string ExampleInstant = "2026-12-01T09:00:00Z";
    private static readonly TimeSpan ToEnd = TimeSpan.FromMinutes(1);

    /// <summary>Runs it.</summary>
    /// <param name="args">A folder of YAML, and the instant at which the operator's clock stands; those of the README where none is named.</param>
    /// <returns>An exit code of the product.</returns>
    public static async Task<int> Main(string[] args)
    {
        var fleet = args.ElementAtOrDefault(0) is { } folder ? Path.GetFullPath(folder) : Repository.PathOf("examples", "fleet");
        if (!Directory.Exists(fleet) || args.Length > 2 || !InstantPattern.General.Parse(args.ElementAtOrDefault(1) ?? ExampleInstant).TryGetValue(default, out var start))
        {
            await Console.Error.WriteLineAsync($"usage: dotnet run --project tests/Playground [FLEET [INSTANT]], a folder of YAML and an instant such as {ExampleInstant}");
            return ExitCodes.Usage;
        }

        if (!Assets.Has("kube-apiserver"))
        {
            await Console.Error.WriteLineAsync(Assets.Missing);
            return ExitCodes.Failed;
        }

        using var interruption = new Interruption(TimeProvider.System) { Grace = ToEnd };
        try
        {
            await using var plane = new ControlPlane();
            await new Scene(plane, Console.In, Console.Out, Console.Error).PlayAsync(fleet, start.ToDateTimeOffset(), interruption.Token);
            return ExitCodes.Clean;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCodes.Clean;
        }
        catch (InvalidOperationException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCodes.Failed;
        }
    }
}
