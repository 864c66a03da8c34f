using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Manifests;

namespace Reconciler.Engine.Stores;

/// <summary>
/// The ledger as files: <c>NAME.yaml</c> holds the tickets of that name, one document for each namespace that has one, so two
/// namespaces never fight for a file. Who a ticket is stands in the ticket; the file's name is for people.
/// </summary>
internal static class LedgerFiles
{
    /// <summary>Files of a ledger.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <returns>Relative paths with the tickets of each.</returns>
    public static IEnumerable<(string Path, ImmutableArray<ChangeTicket> Tickets)> Of(Ledger ledger) => ledger.Tickets
        .GroupBy(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal)
        .Select(group => ($"{group.Key}.yaml", group.ToImmutableArray()));

    /// <summary>The text of one file.</summary>
    /// <param name="tickets">Its tickets.</param>
    /// <returns>YAML, one document a ticket.</returns>
    public static string Text(ImmutableArray<ChangeTicket> tickets) => ManifestWriter.WriteAll(tickets);

    /// <summary>Reads a ledger back.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="shown">The folder as people know it.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="EngineException">A file is not what a run wrote. A ticket that can not be read must never look like a change that nobody was told of.</exception>
    public static Ledger Read(KeptFolder folder, string shown)
    {
        var contents = TwoThreads.Select(
            [.. folder.List()],
            path => ManifestReader.Read(new($"{shown}/{path}", folder.Read(path)), ApiGroup.DefaultNamespace));
        return contents.FirstOrDefault(file => file.Problems.IsEmpty && !file.Objects.Any(declared => declared.Value is ChangeTicket)) is { } empty
            ? throw Broken(empty.Path, "holds no ChangeTicket")
            : Of(contents);
    }

    /// <summary>The ledger that some files hold.</summary>
    /// <param name="contents">The files.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="EngineException">One has a problem.</exception>
    public static Ledger Of(ImmutableArray<FileContents> contents)
    {
        var fleet = FleetAssembler.Assemble(contents);
        return fleet.Problems.FirstOrDefault(problem => problem.Severity == Severity.Error) is { } problem
            ? throw Broken($"{problem.File}:{problem.Span.Line}:{problem.Span.Column}", problem.Message)
            : Ledger.Of(fleet.Tickets.Select(ticket => ticket.Value));
    }

    private static EngineException Broken(string place, string message) =>
        new($"{place}: {message}. The ledger says what people were told: nothing is done until the file is mended, for example from a backup");
}
