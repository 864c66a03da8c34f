using NodaTime;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Policy;

/// <summary>A waiver and what came of it in a pass.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="Object">The object that it is written on.</param>
/// <param name="File">Its file; empty for an object that was not read from text.</param>
/// <param name="Line">Line of the annotation; 0 where there is none.</param>
/// <param name="Ends">The first instant at which it holds no more.</param>
/// <param name="IsUsed">Whether it lifts a finding now.</param>
/// <param name="Holds">Whether it has not ended.</param>
public sealed record WaiverUse(Waiver Waiver, ObjectRef Object, string File, int Line, Instant Ends, bool IsUsed, bool Holds);
