using Reconciler.Api;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Texts;

/// <summary>Colours, or none.</summary>
/// <param name="isColored">Whether there are any.</param>
internal sealed class Palette(bool isColored)
{
    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private const string Cyan = "\e[36m";
    private const string Faint = "\e[2m";
    private const string Bold = "\e[1m";
    private const string Off = "\e[0m";

    /// <summary>Something less important.</summary>
    /// <param name="text">A text.</param>
    /// <returns>The text.</returns>
    public string Dim(string text) => In(Faint, text);

    /// <summary>A heading.</summary>
    /// <param name="text">A text.</param>
    /// <returns>The text.</returns>
    public string Heading(string text) => In(Bold, text);

    /// <summary>The colour of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="text">A text.</param>
    /// <returns>The text.</returns>
    public string Of(EntryState state, string text) => state switch
    {
        EntryState.Blocked or EntryState.Failed => In(Red, text),
        EntryState.InProgress => In(Yellow, text),
        EntryState.Announced => In(Green, text),
        EntryState.Scheduled => In(Cyan, text),
        _ => In(Faint, text),
    };

    /// <summary>The colour of a notice's state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="text">A text.</param>
    /// <returns>The text.</returns>
    public string Of(NoticeState state, string text) => state switch
    {
        NoticeState.Held or NoticeState.Failed => In(Red, text),
        NoticeState.Due => In(Yellow, text),
        NoticeState.Sent => In(Green, text),
        NoticeState.Pending => In(Cyan, text),
        _ => In(Faint, text),
    };

    /// <summary>The colour of a ticket's state.</summary>
    /// <param name="state">The state; null: it has none.</param>
    /// <param name="text">A text.</param>
    /// <returns>The text.</returns>
    public string Of(TicketState? state, string text) => state switch
    {
        TicketState.Review => In(Red, text),
        TicketState.Implement => In(Yellow, text),
        TicketState.Scheduled => In(Green, text),
        TicketState.New => In(Cyan, text),
        _ => In(Faint, text),
    };

    /// <summary>The colour of a severity.</summary>
    /// <param name="severity">The severity.</param>
    /// <param name="text">A text.</param>
    /// <returns>The text.</returns>
    public string Of(Severity severity, string text) => severity switch
    {
        Severity.Error => In(Red, text),
        Severity.Warning => In(Yellow, text),
        _ => In(Faint, text),
    };

    private string In(string color, string text) => isColored && text.Length > 0 ? color + text + Off : text;
}
