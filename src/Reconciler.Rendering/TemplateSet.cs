using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Rendering.Text;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Reconciler.Rendering;

/// <summary>
/// Templates by file name, <c>KIND.LANGUAGE.scriban</c>: the shipped ones, with those of people laid over them. A template may include
/// others of its set, and nothing else. Immutable.
/// </summary>
public sealed class TemplateSet
{
    private const string Ending = ".scriban";
    private const string FallbackLanguage = "en";
    private static readonly Lazy<TemplateSet> ShippedOnce = new(() => new(ReadShipped(), [], ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase)));
    private readonly ImmutableSortedDictionary<string, string> _texts;
    private readonly ImmutableHashSet<string> _overridden;
    private readonly ImmutableSortedDictionary<string, string> _broken;

    private TemplateSet(ImmutableSortedDictionary<string, string> texts, ImmutableHashSet<string> overridden, ImmutableSortedDictionary<string, string> broken) =>
        (_texts, _overridden, _broken) = (texts, overridden, broken);

    /// <summary>The templates that come with the product.</summary>
    public static TemplateSet Shipped => ShippedOnce.Value;

    /// <summary>File names of all templates, in order; small and capital letters are the same, as in language tags.</summary>
    public IEnumerable<string> Names => _texts.Keys;

    /// <summary>These templates with others laid over them: a known name replaces, a new language adds.</summary>
    /// <param name="overrides">Text by file name.</param>
    /// <returns>The set; names that fit nothing are findings of <see cref="Check"/>.</returns>
    public TemplateSet With(IReadOnlyDictionary<string, string> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        return overrides.Count == 0 ? this : new(_texts.SetItems(overrides), _overridden.Union(overrides.Keys), _broken);
    }

    /// <summary>These templates less some that people meant to lay over them and that can not be used: what would be told with one can not be told.</summary>
    /// <param name="broken">The reason by file name.</param>
    /// <returns>The set.</returns>
    public TemplateSet Without(IReadOnlyDictionary<string, string> broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        return broken.Count == 0 ? this : new(_texts.SetItems(broken.Select(entry => KeyValuePair.Create(entry.Key, ""))), _overridden, _broken.SetItems(broken));
    }

    /// <summary>Reads and tries every template that people laid over the shipped ones.</summary>
    /// <returns>One finding for each that is no template, can not be read, or fails on sample facts.</returns>
    public ImmutableArray<Finding> Check() =>
    [
        .. _overridden.Order(StringComparer.Ordinal).Select(CheckName)
            .Concat(_overridden.Order(StringComparer.Ordinal).Where(IsName).Select(file => Try(() => Parse(file))))
            .Concat(_overridden.Where(IsName).Select(file => Split(file).Language!).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).SelectMany(CheckSamples))
            .OfType<Finding>()
            .DistinctBy(finding => (finding.File, finding.Span)),
    ];

    /// <summary>The text that a template makes of data.</summary>
    /// <param name="kind">First part of its file name.</param>
    /// <param name="language">Language tag; the nearest language that has the template is taken, else English.</param>
    /// <param name="data">Makes the data, given the language that was taken.</param>
    /// <returns>The text, with LF line ends.</returns>
    /// <exception cref="TemplateException">The template can not be read, or fails.</exception>
    internal string Render(string kind, string language, Func<string, ScriptObject> data)
    {
        var taken = LanguageOf(kind, language);
        return Render(NameOf(kind, taken), data(taken), taken);
    }

    /// <summary>The file that is taken for a language.</summary>
    internal string FileOf(string kind, string language) => NameOf(kind, LanguageOf(kind, language));

    /// <summary>The shipped name of a notice kind's template.</summary>
    internal static string KindOf(NoticeKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private string LanguageOf(string kind, string language) => Languages(language).First(candidate => _texts.ContainsKey(NameOf(kind, candidate)));

    private string Render(string file, ScriptObject data, string language)
    {
        try
        {
            var context = new BoundedContext(data, new Loader(this, language));
            return Parse(file).Render(context);
        }
        catch (ScriptRuntimeException failure)
        {
            if (failure is ScriptParserRuntimeException { ParserMessages: [var first, ..] })
            {
                throw Unreadable(first);
            }

            var inner = failure is { InnerException: ScriptRuntimeException cause } ? cause : failure;
            throw new TemplateException(inner.Span.FileName ?? file, inner.Span.Start.Line + 1, inner.Span.Start.Column + 1, inner.OriginalMessage);
        }
    }

    private Template Parse(string file)
    {
        if (_broken.TryGetValue(file, out var why))
        {
            throw new TemplateException(file, 1, 1, why);
        }

        var template = Template.Parse(_texts[file], file);
        return template.Messages.FirstOrDefault(message => message.Type == ParserMessageType.Error) is { } error
            ? throw Unreadable(error)
            : template;
    }

    private static TemplateException Unreadable(LogMessage error) =>
        new(error.Span.FileName, error.Span.Start.Line + 1, error.Span.Start.Column + 1, error.Message);

    private static bool IsName(string file) =>
        Split(file).Kind is { } kind && Shipped._texts.ContainsKey(NameOf(kind, FallbackLanguage));

    private static Finding? CheckName(string file)
    {
        var kinds = string.Join(", ", Shipped.Names.Select(name => Split(name).Kind).Distinct(StringComparer.Ordinal));
        return IsName(file) ? null : Bad(file, 1, 1, $"'{file}' is no template name: KIND.LANGUAGE{Ending} is expected, with KIND one of {kinds}");
    }

    // A part is tried where it is used: only there has it the facts that it speaks of.
    private IEnumerable<Finding?> CheckSamples(string language) =>
    [
        .. Samples.Kinds.Select(kind => Try(() => NoticeRenderer.Render(Samples.Notice(kind, language), this))),
        Try(() => TicketRenderer.Render(Samples.Ticket, Samples.Notices[0].Spec.Facts, this, language)),
    ];

    private static Finding? Try(Func<object> make)
    {
        try
        {
            _ = make();
            return null;
        }
        catch (TemplateException flaw)
        {
            return Bad(flaw.File, flaw.Line, flaw.Column, flaw.Message);
        }
    }

    private static Finding Bad(string file, int line, int column, string message) => new()
    {
        Rule = "BadTemplate",
        Severity = Severity.Error,
        Message = message,
        Remedy = "see the shipped template of that name: reconciler render --help",
        File = file,
        Span = new TextSpan(line, column, line, column + 1),
    };

    // zh-Hans-CN, zh-CN, zh, any other Chinese, English.
    private IEnumerable<string> Languages(string language)
    {
        for (var tag = language; tag.Length > 0; tag = tag.Contains('-', StringComparison.Ordinal) ? tag[..tag.LastIndexOf('-')] : "")
        {
            yield return tag;
        }

        var first = language.Split('-')[0];
        foreach (var sibling in Names.Select(name => Split(name).Language).OfType<string>().Where(tag => tag.Split('-')[0].Equals(first, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal))
        {
            yield return sibling;
        }

        yield return FallbackLanguage;
    }

    private static string NameOf(string kind, string language) => $"{kind}.{language}{Ending}";

    private static (string? Kind, string? Language) Split(string file)
    {
        var parts = file.Split('.');
        return parts is [var kind, var language, "scriban"] && kind.Length > 0 && language.Length > 0 ? (kind, language) : (null, null);
    }

    private static ImmutableSortedDictionary<string, string> ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Ending, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(name => name, name => ReadResource(assembly, name), StringComparer.OrdinalIgnoreCase);
    }

    private static string ReadResource(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    // `include 'when'` finds when.LANGUAGE.scriban of the set.
    private sealed class Loader(TemplateSet set, string language) : ITemplateLoader
    {
        public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) =>
            set.Languages(language).Select(candidate => NameOf(templateName, candidate)).FirstOrDefault(set._texts.ContainsKey)
            ?? throw new ScriptRuntimeException(callerSpan, $"there is no template '{templateName}' to include");

        public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            set._broken.TryGetValue(templatePath, out var why) ? throw new ScriptRuntimeException(callerSpan, why) : set._texts[templatePath];

        public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));
    }
}
