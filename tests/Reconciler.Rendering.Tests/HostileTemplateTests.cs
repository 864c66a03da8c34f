namespace Reconciler.Rendering.Tests;

/// <summary>Templates come from people who may not be trusted with more than words.</summary>
public sealed class HostileTemplateTests
{
    [Theory]
    [InlineData("{{ while true }}{{ end }}")]
    [InlineData("{{ for i in 1..2000000000 }}{{ end }}")]
    [InlineData("{{ for i in 1..15000; for j in 1..15000; end; end }}")]
    [InlineData("{{ while true; for i in 1..2; end; end }}")]
    [InlineData("{{ tablerow i in 1..2000000000 }}x{{ end }}")]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ func f; f; f; f; f; f; f; f; f; end; f }}")]
    [InlineData("{{ func f(n); if n > 0; f(n - 1); f(n - 1); f(n - 1); f(n - 1); f(n - 1); f(n - 1); end; end; f 18 }}")]
    [InlineData("{{ f = do; ret f; end; x = [1]; x[0] = x; x }}")]
    [InlineData("{{ include 'planned' }}")]
    [InlineData("{{ for i in 1..10000 }}{{ summary }}{{ summary }}{{ summary }}{{ summary }}{{ end }}")]
    [InlineData("{{ x = 'xxxxxxxxxxxxxxxx'; for i in 1..40; x = x + x; end; x }}")]
    [InlineData("{{ x = 'xxxxxxxxxxxxxxxx' * 1000000000 }}")]
    [InlineData("{{ '' | string.pad_left 2000000000 }}")]
    [InlineData("{{ '' | string.pad_right 2000000000 }}")]
    [InlineData("{{ x = [1, 2]; for i in 1..60; x = x | array.concat x; end; x | array.size }}")]
    [InlineData("{{ x = [1, 2]; for i in 1..60; x = x + x; end; x | array.join '' }}")]
    [InlineData("{{ x = [1, 2]; for i in 1..60; x = x + x; end; x.size }}")]
    [InlineData("{{ x = [1, 2]; for i in 1..60; x = x + x; end; x | array.last }}")]
    [InlineData("{{ x = [1, 2]; for i in 1..60; x = x + x; end; for y in x; end }}")]
    [InlineData("{{ (1..2000000000) | array.size }}")]
    [InlineData("{{ (1..2000000000) | array.join ',' }}")]
    [InlineData("{{ (1..2000000000) | array.sort | array.size }}")]
    [InlineData("{{ (1..2000000000) | array.reverse | array.size }}")]
    [InlineData("{{ (1..2000000000) | array.uniq | array.size }}")]
    [InlineData("{{ x = 9; for i in 1..1000; x = x * x; end }}")]
    [InlineData("{{ 1 << 2000000000 }}")]
    [InlineData("{{ x = 'xxxxxxxx'; for i in 1..30; capture x; x; x; x; x; end; end }}")]
    [InlineData("{{ x = 'xxxxxxxxxxxxxxxx'; for i in 1..40; x = x | string.replace 'x' 'xx'; end }}")]
    [InlineData("{{ x = 'xxxxxxxxxxxxxxxx'; for i in 1..40; x = [x, x] | array.join ''; end }}")]
    [InlineData("{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex.match '(a+)+$' }}")]
    public void Render_Refuses_WhatWouldNotEnd(string template) => AssertRefused(template);

    [Theory]
    [InlineData("{{ date.now }}")]
    [InlineData("{{ math.random 1 6 }}")]
    [InlineData("{{ math.uuid }}")]
    [InlineData("{{ 'x' | object.eval }}")]
    [InlineData("{{ '{{ 1 }}' | object.eval_template }}")]
    [InlineData("{{ import 'x' }}")]
    [InlineData("{{ string.upcase = 'x' }}")]
    [InlineData("{{ import provider }}{{ GetType }}")]
    [InlineData("{{ include '/etc/passwd' }}")]
    [InlineData("{{ include '../../planned' }}")]
    [InlineData("{{ include 'no-such-part' }}")]
    [InlineData("{{ summary.GetType }}")]
    [InlineData("{{ summary.get_type }}")]
    [InlineData("{{ provider.GetType }}")]
    [InlineData("{{ steps.is_read_only_of_nothing }}")]
    [InlineData("{{ env 'HOME' }}")]
    [InlineData("{{ no_such_name }}")]
    [InlineData("{{ provider.no_such_name }}")]
    [InlineData("{{ this.no_such_name }}")]
    public void Render_Refuses_WhatIsNotGiven(string template) => AssertRefused(template);

    [Theory]
    [InlineData("{{ if }}")]
    [InlineData("{{ end }}")]
    [InlineData("{{ for x in }}{{ end }}")]
    public void Render_Refuses_WhatCanNotBeRead(string template) => AssertRefused(template);

    [Fact]
    public void Render_NamesFileLineAndColumn_WhenAnIncludedTemplateFails()
    {
        var templates = Given.Templates((Given.Planned, "Subject: s\n\n{{ include 'foot' }}"), ("foot.en.scriban", "\n  {{ nonsense }}"));
        var refused = Assert.Throws<TemplateException>(() => NoticeRenderer.Render(Given.Notice(), templates));
        Assert.Equal(("foot.en.scriban", 2, 6), (refused.File, refused.Line, refused.Column));
    }

    [Fact]
    public void Render_NamesFileLineAndColumn_WhenAnIncludedTemplateCanNotBeRead()
    {
        var templates = Given.Templates((Given.Planned, "Subject: s\n\n{{ include 'foot' }}"), ("foot.en.scriban", "\n\n{{ if }}"));
        var refused = Assert.Throws<TemplateException>(() => NoticeRenderer.Render(Given.Notice(), templates));
        Assert.Equal(("foot.en.scriban", 3), (refused.File, refused.Line));
    }

    [Fact]
    public void Render_StartsAfresh_WhenATemplateChangesWhatItSees()
    {
        var templates = Given.Templates("Subject: s\n\n{{ summary }}|{{ steps.size }}{{ summary = 'changed'; steps[0] = 'changed' }}");
        var first = NoticeRenderer.Render(Given.Notice(), templates);
        Assert.Equal(first.Body, NoticeRenderer.Render(Given.Notice(), templates).Body);
        Assert.Equal("Upgrade to 15SU2|2\n", first.Body);
    }

    private static void AssertRefused(string template)
    {
        var refused = Assert.Throws<TemplateException>(() => Given.Body(template));
        Assert.EndsWith(".scriban", refused.File, StringComparison.Ordinal);
        Assert.True(refused is { Line: >= 1, Column: >= 1, Message.Length: > 0 }, $"{refused.Line}:{refused.Column}: {refused.Message}");
    }
}
