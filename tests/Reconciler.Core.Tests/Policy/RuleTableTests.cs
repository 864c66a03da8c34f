using Reconciler.Core.Policy;

namespace Reconciler.Core.Tests.Policy;

/// <summary>
/// The rules of the policy's table: id, severity, and whether a person may waive its errors (<c>W</c>). Whoever changes a rule changes
/// this list with it.
/// </summary>
public sealed class RuleTableTests
{
    private const string Specification = """
        BCK001 warning W
        BCK002 warning W
        CAP001 error
        CAP002 warning W
        CAP003 error
        CHG001 error
        CHG002 error
        CHG003 error
        CHG004 error
        CHG005 error
        COP001 error W
        COP002 error W
        COP003 error
        COP004 warning W
        COP005 error
        CRT001 error
        CRT002 error
        CRT003 warning W
        EMG001 error
        EMG002 warning W
        INT001 warning W
        MON001 info W
        MON002 warning W
        NOT001 error
        NOT002 error W
        NOT003 error
        NOT004 warning W
        NOT005 error
        NOT006 warning W
        RDY001 warning W
        RED001 warning W
        REF001 error
        REL001 error W
        REL002 error
        REL003 warning W
        REL004 warning W
        RSC001 error
        RSC002 error
        RSC003 error
        RSC004 error
        RSC005 error
        SUP001 error
        SUP002 warning W
        SUP003 warning W
        SUP005 warning W
        SUP006 error
        SUP007 warning W
        SUP008 warning W
        SUP009 warning W
        UPG001 error
        UPG002 error
        UPG003 error
        UPG004 error W
        UPG005 error
        WIN001 error W
        WIN002 error
        WIN003 error W
        WIN004 error W
        WIN005 error W
        WIN006 error W
        WIN007 error
        """;

    [Fact]
    public void All_IsTheTableOfThePolicy() =>
        Assert.Equal(Specification.ReplaceLineEndings("\n").Split('\n'), RuleTable.All.Select(rule => $"{rule.Id} {rule.Severity.ToString().ToLowerInvariant()}{(rule.Waivable ? " W" : "")}"));

    [Fact]
    public void Rule_JudgesSomething() => Assert.All(RuleTable.All, rule =>
        Assert.True(rule is { OfFleet: not null } or { OfInstance: not null } or { OfChange: not null } or { OfPlacement: not null } or { OfMove: not null }, rule.Id));

    [Fact]
    public void PlacementRule_IsAskedAndCanSayWhy() => Assert.Equal(
        RuleTable.All.Where(rule => rule.OfPlacement is not null).Select(rule => rule.Id),
        RuleTable.OfPlacement.Where(rule => rule.Describe is not null).Select(rule => rule.Id).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("win005", "WIN005")]
    [InlineData("WIN005", "WIN005")]
    [InlineData("WIN05", null)]
    [InlineData("", null)]
    public void Find_KnowsARule_InAnyCase(string id, string? rule) => Assert.Equal(rule, RuleTable.Find(id)?.Id);
}
