using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>The applications an instance may run.</summary>
public enum ApplicationKind
{
    /// <summary>Call control.</summary>
    [JsonStringEnumMemberName("CUCM")]
    Cucm,

    /// <summary>Voicemail (Unity Connection).</summary>
    [JsonStringEnumMemberName("CUCxN")]
    UnityConnection,

    /// <summary>IM and Presence.</summary>
    [JsonStringEnumMemberName("IMP")]
    ImPresence,

    /// <summary>Emergency Responder.</summary>
    [JsonStringEnumMemberName("CER")]
    EmergencyResponder,

    /// <summary>Expressway, edge or core.</summary>
    [JsonStringEnumMemberName("Expressway")]
    Expressway,

    /// <summary>Session Management Edition; its own publisher's region fixes its windows.</summary>
    [JsonStringEnumMemberName("SME")]
    SessionManagement,
}

/// <summary>What a node does in its cluster.</summary>
public enum NodeRole
{
    /// <summary>The publisher: exactly one in a cluster.</summary>
    Publisher,

    /// <summary>A subscriber.</summary>
    Subscriber,
}

/// <summary>One application of an instance.</summary>
public sealed record Application
{
    /// <summary>Which application.</summary>
    public required ApplicationKind Kind { get; init; }

    /// <summary>The release or build that runs, such as <c>15SU2</c> or <c>14.0.1.13900-155</c>.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public required string Version { get; init; }

    /// <summary>Its nodes.</summary>
    [MinLength(1)]
    [MaxLength(200)]
    public required ImmutableArray<Node> Nodes { get; init; }

    /// <summary>Region of the publisher; only for SME, where it fixes the windows. Null: the instance's region.</summary>
    public string? PublisherRegion { get; init; }
}

/// <summary>One node of an application.</summary>
public sealed record Node
{
    /// <summary>Host name.</summary>
    public required string Name { get; init; }

    /// <summary>Publisher or subscriber.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>The data centre it stands in; one of the instance's.</summary>
    public required string DataCenter { get; init; }
}

/// <summary>Single sign-on of an instance.</summary>
public sealed record SingleSignOn
{
    /// <summary>Whether users sign in through an identity provider.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Name of the identity provider, for the steps in notices.</summary>
    public string? IdentityProvider { get; init; }
}
