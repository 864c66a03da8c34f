using System.Text;
using CsCheck;

namespace Reconciler.Manifests.Tests;

/// <summary>Whatever a file holds, the answer is objects and findings with places that exist, never an exception.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public void Read_Answers_WhateverTheBytes() => Gen.Byte.Array[0, 200].Sample(Read_Answers, iter: 5_000);

    [Fact]
    public void Read_Answers_WhateverTheText() => Gen.OneOf<string>(Gen.String, Texts.Soup, Texts.Lines).Sample(text => Read_Answers(Encoding.UTF8.GetBytes(text)), iter: 10_000);

    [Fact]
    public void Read_Answers_WhateverIsChangedInAnExample() => Texts.Mutations.Sample(text => Read_Answers(Encoding.UTF8.GetBytes(text)), iter: 1_500);

    private static void Read_Answers(byte[] bytes)
    {
        var file = Read.Bytes(bytes);
        var fleet = FleetAssembler.Assemble([file]);

        Assert.All(fleet.Problems, problem =>
        {
            Assert.NotEmpty(problem.Message);
            Assert.Equal("fleet.yaml", problem.File);
            Assert.True(problem.Span.Line == 0 || (problem.Span.Column > 0 && fleet.LineOf(problem.File, problem.Span.Line) is not null), $"{problem.Message} at {problem.Span}");
        });
        Assert.All(file.Objects, declared =>
        {
            Assert.NotEmpty(declared.Value.Metadata.Name);
            Assert.NotEqual(0, declared.Source.Find("metadata.name").Line);
        });
    }
}
