using NodaTime;
using Reconciler.Cli.Looking;
using Reconciler.Cli.Texts;
using Reconciler.Engine;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Watching;

namespace Reconciler.Cli.Commands;

/// <summary>A list that goes on: first all of it, then what becomes another, by what people change and by the clock.</summary>
/// <param name="shell">What commands touch.</param>
/// <param name="scene">What is looked at.</param>
/// <param name="wanted">What is shown of it.</param>
/// <param name="formOf">The form for the first list.</param>
/// <param name="asOf">The instant to stand at; null: the clock goes on.</param>
internal sealed class GetWatch(Shell shell, IScene scene, Wanted wanted, Func<IReadOnlyList<Line>, ListForm> formOf, Instant? asOf)
{
    private ListForm? _form;
    private Dictionary<(string Namespace, string Id), (Line Line, string Shown)> _seen = [];
    private string _trouble = "";

    /// <summary>Goes on until stopped.</summary>
    /// <param name="stop">Ends it.</param>
    public Task RunAsync(CancellationToken stop) => new Watch(LookAsync, scene.Changes, shell.Clock).RunAsync(stop);

    // Also when nothing is heard: a cluster that fell silent is found out, and files that are mended.
    private async Task<Instant?> LookAsync(Instant now, CancellationToken stop)
    {
        var again = now + Watch.Retry;
        try
        {
            var result = await scene.LookAsync(asOf, stop);
            if (wanted.Noun == FindingLines.Noun || result.Plan is not null)
            {
                Show(result);
                _trouble = "";
                return asOf is null && result.Plan?.NextWake is { } wake && wake < again ? wake : again;
            }

            Say("something can not be read: 'reconciler validate' says what");
        }
        catch (Exception problem) when (problem is EngineException or EarlierThanLedgerException or IOException or UnauthorizedAccessException)
        {
            Say(problem.Message);
        }

        return again;
    }

    private void Show(PassResult result)
    {
        var lines = wanted.Of(wanted.Noun.Lines(result, new(shell.HasColors)));
        var now = new Dictionary<(string Namespace, string Id), (Line Line, string Shown)>();
        foreach (var line in lines)
        {
            now[(line.Namespace, line.Id)] = (line, Json.Output.Line(line.Json()) + string.Join('\t', line.Cells.Select(cell => cell.Text)));
        }

        if (_form is null)
        {
            _form = formOf(lines);
            Write(_form.Whole(lines, result.Now, result.Plan?.TzdbVersion));
        }
        else
        {
            Line[] gone = [.. _seen.Where(before => !now.ContainsKey(before.Key)).Select(before => _form.Gone(before.Value.Line))];
            var changed = now.Where(each => !_seen.TryGetValue(each.Key, out var before) || before.Shown != each.Value.Shown).Select(each => each.Key)
                .Concat(gone.Select(line => (line.Namespace, line.Id))).ToHashSet();
            Write(_form.Part([.. lines, .. gone], changed));
        }

        _seen = now;
    }

    private void Write(string text)
    {
        if (text.Length > 0)
        {
            shell.Output.Write(text);
            shell.Output.Flush();
        }
    }

    private void Say(string trouble)
    {
        if (trouble != _trouble)
        {
            _trouble = trouble;
            shell.Error.WriteLine($"reconciler: {Plain.Line(trouble)}; waiting for it to be mended");
            shell.Error.Flush();
        }
    }
}
