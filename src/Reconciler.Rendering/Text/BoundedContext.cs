using Scriban;
using Scriban.Functions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Reconciler.Rendering.Text;

/// <summary>
/// Runs one template once. Templates come from people who may not be trusted with more than words: they see plain data, no clock and
/// no chance, and every loop, call and output ends.
/// </summary>
internal sealed class BoundedContext : TemplateContext
{
    private const int MostSteps = 100_000;
    private const int MostCharacters = 256 * 1024;
    private int _steps;

    public BoundedContext(ScriptObject data, ITemplateLoader loader)
        : base(Functions())
    {
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        LoopLimit = MostSteps;
        RecursiveLimit = 20;
        ObjectRecursionLimit = 10;
        (LimitToString, OnStringLimit) = (MostCharacters, ScriptLimitBehavior.Throw);
        (OutputLimit, OnOutputLimit) = (MostCharacters, ScriptLimitBehavior.Throw);
        RegexTimeOut = TimeSpan.FromMilliseconds(100);
        TemplateLoader = loader;
        NewLine = "\n";
        PushCulture(System.Globalization.CultureInfo.InvariantCulture);
        PushGlobal(data);
    }

    // Every statement and expression is a step. The library bounds each loop and the depth of calls, but neither loops in loops nor
    // functions that call themselves twice.
    /// <inheritdoc/>
    public override object? Evaluate(ScriptNode? scriptNode, bool aliasReturnedFunction) => ++_steps > MostSteps
        ? throw new ScriptRuntimeException(scriptNode?.Span ?? default, $"this template takes more than {MostSteps} steps")
        : base.Evaluate(scriptNode, aliasReturnedFunction);

    // Nothing that reads the clock, draws lots, or turns text into code.
    private static ScriptObject Functions()
    {
        var all = new BuiltinFunctions();
        var kept = new ScriptObject();
        foreach (var name in (ReadOnlySpan<string>)["array", "string", "math", "object", "empty", "include", "blank"])
        {
            if (all.TryGetValue(name, out var function))
            {
                kept[name] = function;
            }
        }

        Remove(kept, "math", "random", "uuid");
        Remove(kept, "object", "eval", "eval_template", "from_json");
        return kept;
    }

    private static void Remove(ScriptObject functions, string group, params ReadOnlySpan<string> names)
    {
        if (functions[group] is ScriptObject members)
        {
            foreach (var name in names)
            {
                members.Remove(name);
            }
        }
    }
}
