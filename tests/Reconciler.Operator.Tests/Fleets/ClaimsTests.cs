using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Fleets;
using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What fleet sources know of each other.</summary>
public sealed class ClaimsTests
{
    private static readonly ResourceName Giver = new("ns", "giver");
    private static readonly ResourceName Taker = new("ns", "taker");
    private static readonly ObjectRef Window = new("MaintenanceWindow", "ns", "w");
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void Declares_IsNotKnown_BeforeARevisionWasRead()
    {
        var claims = new Claims();

        Assert.Null(claims.Declares(Giver, Window));
        claims.Declare(Giver, Tree("a", Window));
        Assert.Equal((true, true, false), (claims.Declares(Giver, Window), claims.IsOfAnother(Taker, Window), claims.IsOfAnother(Giver, Window)));
        claims.Forget(Giver);
        Assert.Equal((null, false), (claims.Declares(Giver, Window), claims.IsOfAnother(Taker, Window)));
    }

    [Fact]
    public void WhoWaitsForAnObject_IsAskedAgain_OnceAnotherDeclaresSomethingElse()
    {
        var asked = new List<ResourceName>();
        var claims = new Claims { Asked = asked.Add };
        claims.Declare(Giver, Tree("a", Window));
        claims.Contest(Taker);

        claims.Declare(Giver, Tree("a", Window));
        Assert.Empty(asked);
        claims.Declare(Giver, Tree("b"));
        claims.Declare(Giver, Tree("c"));

        Assert.Equal([Taker], asked);
        Assert.Equal(1, claims.QuestionOf(Taker));
    }

    [Fact]
    public void WhoWaitsForAnObject_IsAskedAgain_OnceItsSourceIsGone_AndNotWhereItIsSettled()
    {
        var asked = new List<ResourceName>();
        var claims = new Claims { Asked = asked.Add };
        claims.Contest(Taker);
        claims.Settle(Taker);
        claims.Forget(Giver);
        Assert.Empty(asked);

        claims.Contest(Taker);
        claims.Forget(Giver);

        Assert.Equal([Taker], asked);
    }

    [Fact]
    public async Task Ask_WaitsForALookThatBeganAfterIt()
    {
        var claims = new Claims();
        claims.Answer(Taker, claims.QuestionOf(Taker));

        var asking = claims.AskAsync(Giver, [Taker], Long, TimeProvider.System, Bed.Stop);
        claims.Answer(Taker, 0);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Bed.Stop);
        Assert.False(asking.IsCompleted);
        claims.Answer(Taker, claims.QuestionOf(Taker));

        Assert.Null(await asking);
    }

    [Fact]
    public async Task Ask_NamesWhoDoesNotAnswerInTime() =>
        Assert.Equal(Taker, await new Claims().AskAsync(Giver, [Taker], TimeSpan.FromMilliseconds(50), TimeProvider.System, Bed.Stop));

    [Fact]
    public async Task Ask_EndsForOneOfTwoThatWaitForEachOther()
    {
        var claims = new Claims();

        var first = claims.AskAsync(Giver, [Taker], Long, TimeProvider.System, Bed.Stop);
        Assert.Equal(Giver, await claims.AskAsync(Taker, [Giver], Long, TimeProvider.System, Bed.Stop));

        Assert.False(first.IsCompleted);
        claims.Answer(Taker, claims.QuestionOf(Taker));
        Assert.Null(await first);
    }

    private static WantedTree Tree(string digest, params ObjectRef[] objects) => new(
        new("0000000000000000000000000000000000000000", "main", "Jane", DateTimeOffset.UnixEpoch), "main@sha1:0",
        objects.ToImmutableDictionary(each => each, each => new WantedObject(each, "f.yaml", "0", "0", 1, [], [])), digest, "", "ns");
}
