namespace Reconciler.Operator.Tests.Given;

/// <summary>The machine's time, which can be made to have passed.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _jumped;

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _jumped);

    /// <summary>So much time has passed; waits that are under way do not notice.</summary>
    public void Jump(TimeSpan time) => Interlocked.Add(ref _jumped, (long)(time.TotalSeconds * TimestampFrequency));
}
