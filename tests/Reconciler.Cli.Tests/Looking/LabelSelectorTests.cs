using System.Collections.Immutable;
using Reconciler.Cli.Looking;

namespace Reconciler.Cli.Tests.Looking;

public sealed class LabelSelectorTests
{
    private static readonly ImmutableSortedDictionary<string, string> Labels = ImmutableSortedDictionary<string, string>.Empty
        .Add("team", "voice").Add("ops.reconciler.dev/region", "AMER").Add("empty", "");

    [Theory]
    [InlineData("team=voice", true)]
    [InlineData("team == voice", true)]
    [InlineData("team=data", false)]
    [InlineData("team!=data", true)]
    [InlineData("other!=data", true)]
    [InlineData("team in (data, voice)", true)]
    [InlineData("team notin (data,voice)", false)]
    [InlineData("other notin (data)", true)]
    [InlineData("team", true)]
    [InlineData("other", false)]
    [InlineData("!other", true)]
    [InlineData("! team", false)]
    [InlineData("empty=", true)]
    [InlineData("inner=x", false)]
    [InlineData("ops.reconciler.dev/region in (AMER,EMEA),team=voice", true)]
    [InlineData("ops.reconciler.dev/region=AMER, team=data", false)]
    public void Selector_Holds_AsKubectlsDo(string text, bool expected) => Assert.Equal(expected, LabelSelector.Parse(text)!.Holds(Labels));

    [Theory]
    [InlineData("")]
    [InlineData("a=b,")]
    [InlineData("a in b")]
    [InlineData("a=b c=d")]
    [InlineData("=b")]
    [InlineData("a=b;c")]
    public void Selector_IsNone_WhenItCanNotBeRead(string text) => Assert.Null(LabelSelector.Parse(text));
}
