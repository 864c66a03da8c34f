using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Cli.Texts;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Looking;

/// <summary>What somebody who was called at night wants to know first.</summary>
internal sealed record Overview
{
    private const int MostComing = 5;

    /// <summary>The part of the fleet as people know it.</summary>
    public required string Title { get; init; }

    /// <summary>What was found.</summary>
    public required PassResult Result { get; init; }

    /// <summary>How the work goes on; null: of files.</summary>
    public required Situation? Situation { get; init; }

    /// <summary>How many instances are in that part.</summary>
    public required int Instances { get; init; }

    /// <summary>How many changes.</summary>
    public required int Changes { get; init; }

    /// <summary>Whether there is nothing that anybody could ask for.</summary>
    public bool IsEmpty => Instances + Changes == 0 && Errors.IsEmpty;

    /// <summary>Changes that go on only when a person does something, soonest first.</summary>
    public required ImmutableArray<Line> Stuck { get; init; }

    /// <summary>Errors that speak of no change.</summary>
    public required ImmutableArray<Line> Errors { get; init; }

    /// <summary>What goes on, and the first of what comes.</summary>
    public required ImmutableArray<Line> Coming { get; init; }

    /// <summary>Waivers.</summary>
    public required ImmutableArray<WaiverUse> Waivers { get; init; }

    /// <summary>What lapses.</summary>
    public required ImmutableArray<Lapse> Lapses { get; init; }

    /// <summary>How far ahead.</summary>
    public required Duration Ahead { get; init; }

    /// <summary>The plan.</summary>
    public Plan Plan => Result.Plan!;

    /// <summary>Gathers it.</summary>
    public static Overview Of(string title, PassResult result, Situation? situation, Scope scope, Duration ahead, Palette palette)
    {
        var plan = result.Plan!;
        Line[] windows = [.. WindowLines.Noun.Lines(result, palette).Where(scope.Has)];
        var facts = new Facts(result);
        return new()
        {
            Title = scope.Of(title),
            Instances = result.Fleet.Snapshot.Instances.Count(instance => Has(new(nameof(DedicatedInstance), instance.Key.Namespace, instance.Key.Name))),
            Changes = windows.Length,
            Result = result,
            Situation = situation,
            Stuck = [.. windows.Where(line => line.NeedsPerson)],
            Errors = [.. FindingLines.Noun.Lines(result, palette).Where(line => line.NeedsPerson && scope.Has(line))],
            Coming = [.. windows.Where(line => line is { IsAhead: true, NeedsPerson: false }).Take(MostComing)],
            Waivers = [.. plan.Waivers.Where(use => Has(use.Object))],
            Lapses = [.. Core.Planning.Lapses.Within(result.Fleet.Snapshot, plan.Waivers, new(plan.Now, plan.Now + ahead)).Where(lapse => Has(lapse.Object))],
            Ahead = ahead,
        };

        bool Has(ObjectRef thing) => scope.Has(thing.Namespace, facts.LabelsOf(thing));
    }
}
