using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Looking;

/// <summary>What a command says that goes on: each text at once, and each trouble once.</summary>
/// <param name="shell">Where it is said.</param>
internal sealed class WatchVoice(Shell shell)
{
    private string _trouble = "";

    /// <summary>Says what was found; empty: nothing new. Whatever the trouble was, it is over.</summary>
    public void Show(string text)
    {
        Write(text, shell.Output);
        _trouble = "";
    }

    /// <summary>Says what is wrong, unless that was the last thing that was.</summary>
    public void Complain(string trouble)
    {
        if (trouble != _trouble)
        {
            _trouble = trouble;
            Write($"reconciler: {Plain.Line(trouble)}; waiting for it to be mended\n", shell.Error);
        }
    }

    private static void Write(string text, TextWriter writer)
    {
        if (text.Length > 0)
        {
            writer.Write(text);
            writer.Flush();
        }
    }
}
