using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Reconciler.Cli.Json;

/// <summary>What <c>check</c> says to scripts.</summary>
internal sealed record CheckDocument(ToolRow Tool, ImmutableArray<CheckRow> Checks)
{
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>Something that was checked; <c>result</c>: <c>ok</c>, <c>warn</c> or <c>fail</c>; <c>mend</c>: how to mend it, else null.</summary>
internal sealed record CheckRow(string Result, string What, string Detail, string? Mend);
