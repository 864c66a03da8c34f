using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>The parties of the policy.</summary>
public enum Party
{
    /// <summary>The provider of the service.</summary>
    Provider,

    /// <summary>The partner that runs instances for customers.</summary>
    Partner,

    /// <summary>The customer.</summary>
    Customer,
}

/// <summary>A certificate of an application (policy, section 3).</summary>
[ListKey("name")]
public sealed record Certificate
{
    /// <summary>Name, unique in the instance, such as <c>tomcat</c>.</summary>
    [Format(ValueFormat.ObjectName)]
    public required string Name { get; init; }

    /// <summary>The application that uses it.</summary>
    public required ApplicationKind Application { get; init; }

    /// <summary>When it expires: an instant, or a local date of the region.</summary>
    public required DateOrInstant Expires { get; init; }

    /// <summary>Who renews it; only those of the provider are scheduled.</summary>
    public required Party ManagedBy { get; init; }

    /// <summary>How long a renewal takes; null: <c>certificates.duration</c> of the policy.</summary>
    [DurationRange("1m", "24h")]
    public TimeSpan? Duration { get; init; }

    /// <summary>What a renewal does to calls; null: the default of category <c>certificate</c> in the policy.</summary>
    public Impact? Impact { get; init; }

    /// <summary>Who confirmed that SSO was disabled, re-imported, enabled and verified, by expiry of the renewed certificate.</summary>
    public ImmutableArray<SsoFollowUp> SsoFollowUps { get; init; } = [];

    /// <summary>That people were told of a renewal by other means, by expiry.</summary>
    [MaxLength(1000)]
    public ImmutableArray<Announced> Announced { get; init; } = [];

    /// <summary>Tests of integrations that are planned after a renewal or recorded.</summary>
    public ImmutableArray<IntegrationTest> IntegrationTests { get; init; } = [];

    /// <summary>How renewals ended, by expiry.</summary>
    [MaxLength(1000)]
    public ImmutableArray<Outcome> Outcomes { get; init; } = [];

    /// <summary>Moves of renewals, by expiry; only inside the days in which the policy allows a renewal.</summary>
    [MaxLength(1000)]
    public ImmutableArray<Move> Moves { get; init; } = [];
}

/// <summary>What the partner does with SSO after a renewal (policy, section 3).</summary>
public enum SsoStep
{
    /// <summary>Disable SSO.</summary>
    Disable,

    /// <summary>Import the metadata of the identity provider again.</summary>
    ImportMetadata,

    /// <summary>Enable SSO.</summary>
    Enable,

    /// <summary>Verify that users sign in.</summary>
    Verify,
}

/// <summary>The partner's steps after a renewal where SSO is on.</summary>
public sealed record SsoFollowUp
{
    /// <summary>Local date of expiry of the certificate that was renewed.</summary>
    public required DateOnly Expiry { get; init; }

    /// <summary>Who confirmed.</summary>
    public required string By { get; init; }

    /// <summary>When it was confirmed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done; empty: all that <c>certificates.ssoSteps</c> of the policy lists.</summary>
    public ImmutableArray<SsoStep> Steps { get; init; } = [];
}
