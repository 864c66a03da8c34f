namespace Reconciler.Api;

/// <summary>Annotations and labels that mean something to this product.</summary>
public static class Annotations
{
    /// <summary>Waivers, one per line: <c>WIN005 until=2027-01-31 by=jane reason=…</c>.</summary>
    public const string Waive = ApiGroup.Name + "/waive";

    /// <summary>On the policy object: the digest of what may leave the hold of the safety gate; on a fleet source: that of what may be deleted.</summary>
    public const string Release = ApiGroup.Name + "/release";

    /// <summary>On a ConfigMap: its data are templates by file name.</summary>
    public const string Template = ApiGroup.Name + "/template";

    /// <summary>On a fleet source: any new value asks for a sync now.</summary>
    public const string RequestedAt = ApiGroup.Name + "/requested-at";

    /// <summary>On an object: with the value <see cref="Disabled"/> no fleet source touches it.</summary>
    public const string Reconcile = ApiGroup.Name + "/reconcile";

    /// <summary>On an object: with the value <see cref="Disabled"/> it stays when its fleet source no longer declares it.</summary>
    public const string Prune = ApiGroup.Name + "/prune";

    /// <summary>The value that switches off.</summary>
    public const string Disabled = "disabled";

    /// <summary>Label of what a fleet source applies: its name.</summary>
    public const string Fleet = ApiGroup.Name + "/fleet";

    /// <summary>Label of what a fleet source applies: its namespace.</summary>
    public const string FleetNamespace = ApiGroup.Name + "/fleet-namespace";

    /// <summary>On what a fleet source applies: digest of what it applied.</summary>
    public const string Applied = ApiGroup.Name + "/applied";

    /// <summary>On what a fleet source applies: the commit that made it what it says.</summary>
    public const string Revision = ApiGroup.Name + "/revision";

    /// <summary>On what a fleet source applies: who wrote that commit.</summary>
    public const string Author = ApiGroup.Name + "/author";

    /// <summary>On the lease of who leads: <c>send</c> or <c>observe</c>, where that is not left to the policy.</summary>
    public const string Announces = ApiGroup.Name + "/announces";

    /// <summary>Label of everything made: the instance.</summary>
    public const string Instance = ApiGroup.Name + "/instance";

    /// <summary>Label of everything made: the kind of what people wrote.</summary>
    public const string OriginKind = ApiGroup.Name + "/origin-kind";

    /// <summary>Label of everything made: the name of what people wrote.</summary>
    public const string OriginName = ApiGroup.Name + "/origin-name";

    /// <summary>Label of everything made: the instance's region.</summary>
    public const string Region = ApiGroup.Name + "/region";

    /// <summary>Label of everything made: the instance's partner.</summary>
    public const string Partner = ApiGroup.Name + "/partner";
}
