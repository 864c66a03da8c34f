namespace Reconciler.Operator.Hosting;

/// <summary>The clocks of an operator.</summary>
/// <param name="Clock">Says what time it is: what passes go by.</param>
/// <param name="Time">Measures waits of the machinery: leases, caches, rests.</param>
internal sealed record Clocks(TimeProvider Clock, TimeProvider Time);
