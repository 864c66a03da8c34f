using System.Collections.Immutable;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Json;

/// <summary>A window.</summary>
internal sealed record WindowRow
{
    public required string Region { get; init; }

    public required string Opens { get; init; }

    public required string Closes { get; init; }

    public required string LocalOpens { get; init; }

    public required string LocalCloses { get; init; }

    public required string Zone { get; init; }

    public required string Kind { get; init; }

    /// <summary>Holiday of the region or instance on the window date; null: none. Windows open on holidays; notice is not counted then.</summary>
    public required string? Holiday { get; init; }

    /// <summary>The last instant at which telling of a change in this window is on time, where calling is affected.</summary>
    public required string NoticeDeadline { get; init; }

    public required ImmutableArray<BlockageRow> Blocked { get; init; }

    public static WindowRow Of(OfferedWindow offered) => new()
    {
        Region = offered.Window.Region,
        Opens = Instants.Utc(offered.Window.Opens),
        Closes = Instants.Utc(offered.Window.Closes),
        LocalOpens = Instants.Local(offered.Window.LocalOpens),
        LocalCloses = Instants.Local(offered.Window.LocalCloses),
        Zone = offered.Window.Zone,
        Kind = Words.Of(offered.Window.Kind),
        Holiday = offered.Holiday,
        NoticeDeadline = Instants.Utc(offered.NoticeDeadline),
        Blocked = [.. offered.Window.Blocked.Select(blockage => new BlockageRow(blockage.Rule, blockage.Reason))],
    };
}

/// <summary>What keeps changes out of a window.</summary>
internal sealed record BlockageRow(string Rule, string Reason);
