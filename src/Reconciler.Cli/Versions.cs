using System.Reflection;
using Reconciler.Core.Planning;

namespace Reconciler.Cli;

/// <summary>Versions that a plan depends on.</summary>
internal static class Versions
{
    /// <summary>Version of this program.</summary>
    public static string Tool { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Version of the tz database that a plan used.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Such as <c>2026a</c>.</returns>
    public static string Tzdb(Plan plan) => Tzdb(plan.TzdbVersion);

    /// <summary>The name of a tz database without what surrounds it.</summary>
    /// <param name="id">Such as <c>TZDB: 2026a (mapping: $Revision$)</c>.</param>
    /// <returns>Such as <c>2026a</c>.</returns>
    public static string Tzdb(string id) => id.Replace("TZDB: ", "", StringComparison.Ordinal).Split(' ')[0];
}
