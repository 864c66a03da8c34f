using System.Text;
using CsCheck;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Tests.Caching;

/// <summary>Lists, events and answers to writes agree, in whatever order they come.</summary>
public sealed class StoreTests
{
    private readonly List<string> _said = [];
    private readonly CacheStore<string> _store;

    public StoreTests() => _store = new((found, _) => found.Head.ResourceVersion)
    {
        Changed = change => _said.Add($"{change.Old?.Value}→{change.New?.Value}"),
    };

    [Fact]
    public void Object_StaysAtItsVersion_WhenAnOlderEventComes()
    {
        _store.Offer(At("a", 12), isAdopted: true);
        _store.Offer(At("a", 9));
        _store.Offer(At("a", 12));
        _store.Offer(At("a", 100));

        Assert.Equal(["→12", "12→100"], _said);
    }

    [Fact]
    public void Object_StaysGone_WhenTheAnswerToAnEarlierWriteComesLate()
    {
        _store.Offer(At("a", 5));
        _store.Remove(At("a", 8).Head);
        _store.Offer(At("a", 7), isAdopted: true);

        Assert.Empty(_store.Objects);
    }

    [Fact]
    public void Object_StaysGone_WhenAListKnewBetterThanALateAnswer()
    {
        _store.Offer(At("a", 5));
        _store.EndList(new HashSet<ResourceName>(), "10");
        _store.Offer(At("a", 7), isAdopted: true);

        Assert.Empty(_store.Objects);
    }

    [Fact]
    public void Object_Stays_WhenItIsNewerThanTheListThatLacksIt()
    {
        _store.Offer(At("a", 12), isAdopted: true);
        _store.EndList(new HashSet<ResourceName>(), "10");

        Assert.Equal("12", Assert.Single(_store.Objects).Value.Value);
    }

    [Fact]
    public void Object_Stays_WhenTheDeletionOfAnEarlierOneIsHeardLate()
    {
        _store.Offer(At("a", 12));
        _store.Remove(At("a", 10).Head);

        Assert.Equal("12", Assert.Single(_store.Objects).Value.Value);
    }

    [Fact]
    public void Object_StaysGone_WhenWhoDeletedItSaysSoAfterTheEvent()
    {
        _store.Offer(At("a", 5));
        _store.Remove(At("a", 8).Head);
        _store.Remove(At("a", 5).Head);
        _store.Offer(At("a", 7), isAdopted: true);

        Assert.Empty(_store.Objects);
    }

    [Fact]
    public void EveryObject_IsReadAnew_WhenTheVersionsBeginAnew()
    {
        _store.Offer(At("a", 100));
        _store.Offer(At("b", 100));
        _store.EndList(new HashSet<ResourceName> { new("n", "a"), new("n", "b") }, "100");

        _store.ForgetVersions();
        _store.Offer(At("a", 7));
        _store.EndList(new HashSet<ResourceName> { new("n", "a") }, "9");

        Assert.Equal("7", Assert.Single(_store.Objects).Value.Value);
    }

    // A server writes and deletes three objects. Each write may also reach the store as the answer to a write of ours, each state of the whole as a list,
    // at any time after it happened; the events come in order. In the end the store has what the server has.
    [Fact]
    public void Store_EndsWithWhatTheServerHas_InWhateverOrderItHears() =>
        Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 12], Gen.Int[0, 12]).Array[1, 12].Sample(history =>
        {
            var store = new CacheStore<string>((found, _) => found.Head.ResourceVersion);
            var server = new SortedDictionary<string, int>();
            var deliveries = new List<(int At, Action Hear)>();
            for (var i = 0; i < history.Length; i++)
            {
                var (which, isDeletion, answerAfter, listAfter) = history[i];
                var (name, version) = ($"{which}", i + 1);
                var existed = server.Remove(name);
                if (!isDeletion)
                {
                    server[name] = version;
                    deliveries.Add((i + answerAfter, () => store.Offer(At(name, version), isAdopted: true)));
                    deliveries.Add((i, () => store.Offer(At(name, version))));
                }
                else if (existed)
                {
                    deliveries.Add((i, () => store.Remove(At(name, version).Head)));
                }

                var list = server.ToList();
                deliveries.Add((i + listAfter, () =>
                {
                    list.ForEach(entry => store.Offer(At(entry.Key, entry.Value)));
                    store.EndList(list.Select(entry => new ResourceName("n", entry.Key)).ToHashSet(), $"{version}");
                }
                ));
            }

            foreach (var (_, hear) in deliveries.OrderBy(one => one.At))
            {
                hear();
            }

            var expected = string.Join(' ', server.Select(one => $"{one.Key}@{one.Value}"));
            return expected == string.Join(' ', store.Objects.Values.OrderBy(one => one.Head.Name).Select(one => $"{one.Head.Name.Name}@{one.Value}"));
        });

    // All are the same object to the store: a new uid would only hide a version that is out of order.
    private static ApiObject At(string name, int version) => ApiObject.Parse(Encoding.UTF8.GetBytes(
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"n","uid":"u","resourceVersion":"{{{version}}}"}}"""));
}
