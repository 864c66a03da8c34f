namespace Reconciler.Rendering.Tests;

/// <summary>Which template is taken, and what is said of those that do not fit.</summary>
public sealed class TemplateSetTests
{
    [Theory]
    [InlineData("en", "Dear")]
    [InlineData("en-GB", "Dear")]
    [InlineData("zh-CN", "您好")]
    [InlineData("zh-cn", "您好")]
    [InlineData("ZH", "您好")]
    [InlineData("zh-Hans-CN", "您好")]
    [InlineData("zh-TW", "您好")]
    [InlineData("fr", "Dear")]
    [InlineData("zho", "Dear")]
    public void Render_TakesTheNearestLanguage(string language, string expected) =>
        Assert.Contains(expected, NoticeRenderer.Render(Samples.Notice("planned", language), TemplateSet.Shipped).Body, StringComparison.Ordinal);

    [Fact]
    public void Render_TakesPeoplesTemplate_BeforeTheShippedOne() => Assert.Equal("ours\n", Given.Body("ours"));

    [Fact]
    public void Render_TakesPeoplesPart_InAShippedTemplate()
    {
        var templates = Given.Templates("\nYours, the crew", "foot.en.scriban");
        Assert.EndsWith("Yours, the crew\n", NoticeRenderer.Render(Given.Notice(), templates).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TakesALanguageThatIsNotShipped_WithEnglishPartsAndPlainDates()
    {
        var templates = Given.Templates("Subject: Maintenance {{ instance }}\n\nDébut {{ times.starts }}\n{{ include 'impact' }}", "planned.fr.scriban");
        var rendered = NoticeRenderer.Render(Samples.Notice("planned", "fr-CA"), templates);
        Assert.Equal("Maintenance globex-amer", rendered.Subject);
        Assert.StartsWith("Début 2026-12-15 21:00 EST\nCalling may be interrupted", rendered.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_PutsAParagraphIntoTheBody_OnlyWhereTheTemplateDoes()
    {
        var notice = Given.Notice(but: spec => spec with { Facts = spec.Facts with { Summary = "one\n\ntwo", SummaryDeclared = true } });
        Assert.Contains("one two", NoticeRenderer.Render(notice, TemplateSet.Shipped).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no subject here")]
    [InlineData("Subject: but no body")]
    public void Render_Refuses_WhatHasNoSubjectAndBody(string text) =>
        Assert.Throws<TemplateException>(() => NoticeRenderer.Render(Given.Notice(), Given.Templates(text)));

    [Fact]
    public void Check_IsSilent_OfTheShippedTemplates()
    {
        var again = TemplateSet.Shipped.Names.ToDictionary(name => name, name => typeof(TemplateSet).Assembly.GetManifestResourceStream(name)!, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => new StreamReader(pair.Value).ReadToEnd(), StringComparer.Ordinal);
        Assert.Empty(TemplateSet.Shipped.With(again).Check());
    }

    [Theory]
    [InlineData("planned.en.scriban", "Subject: s\n\n{{ sumary }}", "planned.en.scriban", 3, 4)]
    [InlineData("planned.en.scriban", "Subject: s\n\n{{ provider.fax }}", "planned.en.scriban", 3, 13)]
    [InlineData("planned.en.scriban", "Subject: s\n\n{{ if }}", "planned.en.scriban", 3, 7)]
    [InlineData("planned.en.scriban", "no subject", "planned.en.scriban", 1, 1)]
    [InlineData("foot.en.scriban", "{{ sumary }}", "foot.en.scriban", 1, 4)]
    [InlineData("ticket.en.scriban", "# {{ nam }}", "ticket.en.scriban", 1, 6)]
    [InlineData("planed.en.scriban", "Subject: s\n\nb", "planed.en.scriban", 1, 1)]
    [InlineData("planned.scriban", "Subject: s\n\nb", "planned.scriban", 1, 1)]
    public void Check_FindsWhatIsWrong_WithItsPlace(string name, string text, string file, int line, int column)
    {
        var finding = Assert.Single(Given.Templates(text, name).Check());
        Assert.Equal((file, line, column), (finding.File, finding.Span.Line, finding.Span.Column));
    }
}
