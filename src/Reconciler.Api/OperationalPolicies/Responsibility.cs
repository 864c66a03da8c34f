using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>Who may answer for something.</summary>
public enum Answerable
{
    /// <summary>The provider.</summary>
    Provider,

    /// <summary>The partner.</summary>
    Partner,

    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The vendor of a device or of software.</summary>
    Vendor,
}

/// <summary>What of an instance a responsibility is about: one line for each of them.</summary>
public enum ResponsibilityScope
{
    /// <summary>The instance as a whole: one line.</summary>
    Instance,

    /// <summary>Each integration that is the provider's own.</summary>
    ProviderIntegration,

    /// <summary>Each integration that somebody else manages.</summary>
    OtherIntegration,

    /// <summary>Each certificate that the provider manages.</summary>
    ProviderCertificate,

    /// <summary>Each certificate that somebody else manages.</summary>
    OtherCertificate,

    /// <summary>Single sign-on, where it is on.</summary>
    SingleSignOn,
}

/// <summary>Who answers for what (sections 8 to 12).</summary>
[ListKey("name")]
public sealed record Responsibility
{
    /// <summary>Name, unique in the policy.</summary>
    public required string Name { get; init; }

    /// <summary>What is answered for.</summary>
    public required string Item { get; init; }

    /// <summary>Who answers for it; several: together; empty: whoever manages what it is about.</summary>
    public required ImmutableArray<Answerable> By { get; init; }

    /// <summary>Section of the policy that says so.</summary>
    [Range(1, 99)]
    public required int Section { get; init; }

    /// <summary>What of an instance it is about; default the whole instance.</summary>
    public ResponsibilityScope Scope { get; init; }
}
