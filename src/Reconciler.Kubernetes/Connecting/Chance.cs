using System.Security.Cryptography;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>Where jitter comes from: a number from 0 up to, but not including, 1 at each call. Tests give a fixed one.</summary>
public static class Chance
{
    private const int Steps = 1 << 20;

    /// <summary>The system's own generator.</summary>
    public static double Next() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
}
