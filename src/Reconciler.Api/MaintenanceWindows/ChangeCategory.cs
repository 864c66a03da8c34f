namespace Reconciler.Api;

/// <summary>Kinds of change (policy, section 1, and what the other sections add).</summary>
public enum ChangeCategory
{
    /// <summary>Routine maintenance, least customer risk.</summary>
    Routine,

    /// <summary>Planned work that interrupts calling.</summary>
    Interrupting,

    /// <summary>Renewal of certificates that the provider manages.</summary>
    Certificate,

    /// <summary>An upgrade to another release.</summary>
    Upgrade,

    /// <summary>Installation of a COP file by the provider.</summary>
    Cop,

    /// <summary>Upload of a COP file that the partner installs: not maintenance.</summary>
    Upload,

    /// <summary>Maintenance of the provider's infrastructure; the only kind that may use weekends.</summary>
    Infrastructure,

    /// <summary>Expansion of capacity.</summary>
    Capacity,
}
