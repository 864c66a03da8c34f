namespace Reconciler.Api;

/// <summary>A Git repository with which the operator keeps the cluster in line.</summary>
[ResourceKind("FleetSource", "fleet")]
public sealed record FleetSource : Resource<FleetSourceSpec, FleetSourceStatus>;

/// <summary>Where the repository is, which part of it counts, and how it is followed.</summary>
public sealed record FleetSourceSpec
{
    /// <summary>
    /// <c>https://host/path</c>, <c>ssh://git@host/path</c> or <c>git@host:path</c>, without a password. An operator started with
    /// <c>--local-repositories</c> takes <c>file:///path</c> too.
    /// </summary>
    public required string Url { get; init; }

    /// <summary>The commit that counts.</summary>
    public FleetReference Ref { get; init; } = new();

    /// <summary>Folder or file in the repository, with forward slashes; default all of it.</summary>
    public string Path { get; init; } = "";

    /// <summary>How often the repository is asked for news; default 1m.</summary>
    [DurationRange("5s", "24h")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most time that one fetch may take; default 1m.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether objects that the repository no longer declares are deleted; default true. What has the annotation <c>ops.reconciler.dev/prune: disabled</c>
    /// stays in any case.
    /// </summary>
    public bool Prune { get; init; } = true;

    /// <summary>Whether nothing is fetched, applied or put back for now; default false.</summary>
    public bool Suspend { get; init; }

    /// <summary>
    /// The secret of this namespace with what the server is shown: <c>username</c> and <c>password</c>, or <c>bearerToken</c>, or <c>identity</c> and
    /// <c>known_hosts</c>; and <c>ca.crt</c>, the certificates in PEM that are trusted instead of the system's. Null: the repository is public.
    /// </summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>Namespace of objects that name none; null: that of this object.</summary>
    [Format(ValueFormat.ObjectName)]
    public string? TargetNamespace { get; init; }
}

/// <summary>What to follow in a repository; at most one of the three.</summary>
public sealed record FleetReference
{
    /// <summary>The newest commit of a branch; with none of the three given, of <c>main</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit that a tag stands for.</summary>
    public string? Tag { get; init; }

    /// <summary>One commit for ever: all forty hexadecimal digits.</summary>
    public string? Commit { get; init; }
}

/// <summary>A secret of the same namespace.</summary>
public sealed record SecretReference
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}
