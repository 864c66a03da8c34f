namespace Reconciler.Kubernetes.Connecting;

/// <summary>A request that the server refused, or that got no answer.</summary>
/// <param name="request">Method and path, as <c>PUT /apis/…</c>.</param>
/// <param name="code">The HTTP status, or 0 if there was no answer.</param>
/// <param name="reason">The machine-readable reason of the server's <c>Status</c>, as <c>Conflict</c>; <c>Unreachable</c>, <c>Timeout</c>, <c>Untrusted</c> or <c>NoCredential</c> without an answer.</param>
/// <param name="detail">What the server said, in one line.</param>
/// <param name="inner">What lies beneath, if anything.</param>
public sealed class ApiException(string request, int code, string reason, string detail, Exception? inner = null)
    : Exception($"{request}: {(code == 0 ? reason : $"{code} {reason}")}: {detail}", inner)
{
    /// <summary>The reason of a request that got no answer in time.</summary>
    public const string TimeoutReason = "Timeout";

    /// <summary>The reason of a request whose connection failed.</summary>
    public const string UnreachableReason = "Unreachable";

    /// <summary>The reason of a request that was not sent, since the server could not prove who it is.</summary>
    public const string UntrustedReason = "Untrusted";

    /// <summary>The reason of a request that was not sent, since a program or a file did not give us what says who we are.</summary>
    public const string NoCredentialReason = "NoCredential";

    /// <summary>The HTTP status, or 0 if there was no answer.</summary>
    public int Code => code;

    /// <summary>The machine-readable reason, as <c>Conflict</c>, <c>Expired</c>, <c>Unreachable</c>.</summary>
    public string Reason => reason;

    /// <summary>What the server said, in one line, without the request.</summary>
    public string Detail => detail;

    /// <summary>How long the server asks to wait; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The object is not there (404).</summary>
    public bool IsNotFound => code == 404;

    /// <summary>The object is another by now, or exists already (409).</summary>
    public bool IsConflict => code == 409;

    /// <summary>What the object would be breaks a rule of its type (422).</summary>
    public bool IsInvalid => code == 422;

    /// <summary>The version or the page asked for is history (410), or not yet known to the server that answered: only a new list helps.</summary>
    public bool IsExpired => code == 410 || reason is "Expired" or "ResourceVersionTooLarge";

    /// <summary>The same request may succeed later: no answer, too many requests, or trouble of the server.</summary>
    public bool IsTransient => code is 429 or >= 500 || (code == 0 && reason != UntrustedReason);
}
