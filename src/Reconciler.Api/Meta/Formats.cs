namespace Reconciler.Api;

/// <summary>What a string has to look like, checked where YAML is read and written into the schemas.</summary>
public enum ValueFormat
{
    /// <summary>An IANA zone id such as <c>Europe/Berlin</c>.</summary>
    TimeZone,

    /// <summary>A five-field cron expression.</summary>
    Cron,

    /// <summary>A release or build of an application: <c>14SU3</c>, <c>14.0.1.13900-155</c>, <c>X14.3.1</c>.</summary>
    ReleaseVersion,

    /// <summary>One mail address, without a display name.</summary>
    Email,

    /// <summary>A lower-case DNS-1123 label or subdomain, at most 63 characters.</summary>
    ObjectName,

    /// <summary>A BCP 47 language tag such as <c>en</c> or <c>zh-CN</c>.</summary>
    Language,
}

/// <summary>States the format of a string or of each element of a list of strings.</summary>
/// <param name="format">The format.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormatAttribute(ValueFormat format) : Attribute
{
    /// <summary>The format.</summary>
    public ValueFormat Format { get; } = format;
}

/// <summary>States the smallest and the largest duration that a field takes.</summary>
/// <param name="least">Smallest duration, included, written as in YAML (<c>1m</c>).</param>
/// <param name="most">Largest duration, included, written as in YAML (<c>9h</c>).</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute(string least, string most) : Attribute
{
    /// <summary>Smallest duration, included.</summary>
    public string Least { get; } = least;

    /// <summary>Largest duration, included.</summary>
    public string Most { get; } = most;
}
