using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Cli.Texts;
using Reconciler.Core.Support;

namespace Reconciler.Cli.Json;

/// <summary>Who answers for what at one instance.</summary>
internal sealed record ResponsibilitiesDocument(string Instance, ImmutableArray<ResponsibilityRow> Responsibilities, ImmutableArray<QuestionRow> Questions)
{
    public static ResponsibilitiesDocument Of(string name, ImmutableArray<Answer> answers, OperationalPolicySpec policy, DedicatedInstanceSpec instance) => new(
        name,
        [.. answers.Select(answer => new ResponsibilityRow(answer.Name, answer.Item, answer.About, [.. answer.By.Select(by => new AnswererRow(Words.Of(by.Kind), by.Name))], answer.Section))],
        [.. policy.Support.Questions.Select(question => new QuestionRow(question.Name, question.Title, FirstOf(question.FirstLine, policy, instance), question.Does))]);

    private static AnswererRow FirstOf(Party party, OperationalPolicySpec policy, DedicatedInstanceSpec instance) => new(Words.Of(party), party switch
    {
        Party.Partner => instance.Partner,
        Party.Customer => instance.Customer,
        _ => policy.Provider.Name,
    });
}

/// <summary>One thing that is answered for.</summary>
internal sealed record ResponsibilityRow(string Name, string Item, string? About, ImmutableArray<AnswererRow> By, int Section);

/// <summary>Who answers: kind of party, and name where it is known.</summary>
internal sealed record AnswererRow(string Kind, string? Name);

/// <summary>A kind of question and who answers it first.</summary>
internal sealed record QuestionRow(string Name, string Title, AnswererRow First, string Does);
