using System.Globalization;
using Reconciler.Api;
using Reconciler.Manifests;

namespace Reconciler.Cli.Texts;

/// <summary>Small words.</summary>
internal static class Words
{
    /// <summary>What stands where there is nothing.</summary>
    public const string Nothing = "–";

    /// <summary>What stands where something would be told, and nobody is told anything.</summary>
    public const string Observed = "observed only";

    /// <summary>A member of an enumeration as it is written in YAML and JSON.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="member">The member.</param>
    /// <returns>In camel case, such as <c>copUploaded</c>; states of Kubernetes kinds as they are.</returns>
    public static string Of<T>(T member)
        where T : struct, Enum => WrittenName.Of(member);

    /// <summary>A number with its noun.</summary>
    /// <param name="number">The number.</param>
    /// <param name="noun">One of them.</param>
    /// <param name="plural">Several; null: with an <c>s</c>.</param>
    /// <returns>Such as <c>1 change</c> or <c>2 changes</c>.</returns>
    public static string Count(int number, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? noun : plural ?? noun + "s")}");

    /// <summary>How much was read.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <returns>Such as <c>2 files, 5 objects, 1 passed over</c>.</returns>
    public static string Read(Fleet fleet) =>
        string.Create(CultureInfo.InvariantCulture, $"{Count(fleet.Files, "file")}, {Count(fleet.Objects, "object")}{(fleet.Skipped == 0 ? "" : $", {fleet.Skipped} passed over")}");
}
