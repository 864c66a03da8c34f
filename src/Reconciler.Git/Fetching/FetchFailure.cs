namespace Reconciler.Git.Fetching;

/// <summary>The ways in which a fetch fails, as a condition's reason names them.</summary>
public enum FetchFailure
{
    /// <summary>The URL, the reference or the form of a credential can not be used. Trying again does not help.</summary>
    InvalidRequest,

    /// <summary>The server's name could not be looked up.</summary>
    NameNotResolved,

    /// <summary>No connection, or it was cut.</summary>
    Unreachable,

    /// <summary>The deadline passed: the server hangs or is slow.</summary>
    TimedOut,

    /// <summary>The server's certificate is not trusted, or is for another name.</summary>
    CertificateRejected,

    /// <summary>The SSH server shows another key than <c>known_hosts</c> has.</summary>
    HostKeyMismatch,

    /// <summary><c>known_hosts</c> has no key of this SSH server.</summary>
    HostKeyUnknown,

    /// <summary>The SSH key can not be read: it is damaged, or has a passphrase.</summary>
    KeyUnusable,

    /// <summary>The server knows no such user, or the password, token or key is wrong.</summary>
    AuthenticationFailed,

    /// <summary>The user is known and may not read this repository.</summary>
    AccessDenied,

    /// <summary>There is no repository at that address.</summary>
    NoSuchRepository,

    /// <summary>The repository has no such branch, tag or commit.</summary>
    NoSuchReference,

    /// <summary>More bytes than the limit allows.</summary>
    TooLarge,

    /// <summary>Objects are missing or broken, also after the mirror was made anew.</summary>
    Corrupt,

    /// <summary>The server is at fault: it failed, or its answer is none that Git knows.</summary>
    ServerError,

    /// <summary>The <c>ssh</c> program is not installed or can not run.</summary>
    SshUnavailable,

    /// <summary>Another fetch holds the mirror's folder.</summary>
    Busy,

    /// <summary>The mirror's folder can not be written: the disk is full, or it is not ours.</summary>
    StorageFailed,
}
