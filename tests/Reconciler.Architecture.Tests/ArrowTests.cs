namespace Reconciler.Architecture.Tests;

/// <summary>The arrows of the design, held against project files and against what the compiler really linked.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> Existing => Rooms.Rows;

    [Fact]
    public void Rooms_AreThoseOfTheDesign() =>
        Offenders.None("Every room under src is in the table of arrows (Rooms.cs)", Rooms.Existing.Except(Rooms.MayKnow.Keys));

    [Fact]
    public void Arrows_FormNoCircle() =>
        Assert.All(Rooms.MayKnow, row => Assert.All(row.Value, below => Assert.DoesNotContain(row.Key, Rooms.MayKnow[below])));

    [Theory, MemberData(nameof(Existing))]
    public void Project_NamesOnlyRoomsBelowIt(string room) =>
        Offenders.None($"The project of {room} names only rooms below it", ProjectFile.Of(room).Rooms.Except(Rooms.MayKnow[room]));

    [Theory, MemberData(nameof(Existing))]
    public void Assembly_LinksOnlyRoomsBelowIt(string room)
    {
        var linked = AssemblyFile.Of(room).Assemblies
            .Where(name => name.StartsWith("Reconciler.", StringComparison.OrdinalIgnoreCase))
            .Select(Rooms.RoomOf);

        Offenders.None($"The assembly of {room} links only rooms below it", linked.Except(Rooms.MayKnow[room]));
    }

    [Theory, MemberData(nameof(Existing))]
    public void PoorRoom_UsesOnlyItsPackages(string room)
    {
        if (!Rooms.Packages.TryGetValue(room, out var allowed))
        {
            return;
        }

        var linked = AssemblyFile.Of(room).Assemblies.Where(name =>
            !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Reconciler.", StringComparison.Ordinal));

        Offenders.None($"The project of {room} names only its few packages", ProjectFile.Of(room).Packages.Except(allowed));
        Offenders.None($"The assembly of {room} links only its few packages", linked.Except(allowed));
    }
}
