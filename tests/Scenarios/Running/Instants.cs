using NodaTime;
using NodaTime.Text;

namespace Reconciler.Scenarios.Tests.Running;

/// <summary>Instants as scenarios write them.</summary>
internal static class Instants
{
    public static Instant Parse(string text) => InstantPattern.ExtendedIso.Parse(text.Trim()).GetValueOrThrow();

    public static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
