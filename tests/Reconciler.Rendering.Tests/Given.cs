using Reconciler.Api;

namespace Reconciler.Rendering.Tests;

/// <summary>Notices and templates to start from.</summary>
internal static class Given
{
    public const string Planned = "planned.en.scriban";

    /// <summary>The sample of a kind, told otherwise.</summary>
    public static Notice Notice(NoticeKind kind = NoticeKind.Planned, Func<NoticeSpec, NoticeSpec>? but = null)
    {
        var sample = Samples.Notices.Single(notice => notice.Spec.Kind == kind);
        return but is null ? sample : sample with { Spec = but(sample.Spec) };
    }

    /// <summary>The shipped templates with one laid over them.</summary>
    public static TemplateSet Templates(string text, string name = Planned) => Templates((name, text));

    /// <summary>The shipped templates with some laid over them.</summary>
    public static TemplateSet Templates(params ReadOnlySpan<(string Name, string Text)> over) =>
        TemplateSet.Shipped.With(over.ToArray().ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal));

    /// <summary>The body that a template makes of the planned sample.</summary>
    public static string Body(string template, params ReadOnlySpan<(string Name, string Text)> others) =>
        NoticeRenderer.Render(Notice(), Templates([(Planned, $"Subject: s\n\n{template}"), .. others])).Body;
}
