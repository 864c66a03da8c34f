namespace Reconciler.Api;

/// <summary>Annotations and labels that mean something to this product.</summary>
public static class Annotations
{
    /// <summary>Waivers, one per line: <c>WIN005 until=2027-01-31 by=jane reason=…</c>.</summary>
    public const string Waive = ApiGroup.Name + "/waive";

    /// <summary>On the policy object: the digest of what may leave the hold of the safety gate.</summary>
    public const string Release = ApiGroup.Name + "/release";

    /// <summary>On a ConfigMap: its data are templates by file name.</summary>
    public const string Template = ApiGroup.Name + "/template";

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
