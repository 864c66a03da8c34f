using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Releases;

/// <summary>The name of a COP file, such as <c>ciscocm.V15FCS_CSCwi82830-lbm_C0211-1.cop.sha512</c>, and what it says of itself.</summary>
public sealed partial record CopFileName
{
    private const int LongestText = 255;
    private const int Timeout = 1000;

    private CopFileName(string text) => Text = text;

    /// <summary>The name as it was given.</summary>
    public string Text { get; }

    /// <summary>True for device firmware and device packs (<c>cmterm</c>); false for anything that an application itself takes.</summary>
    public bool IsForDevices => Text.StartsWith("cmterm", StringComparison.Ordinal);

    /// <summary>The defect that it names, such as <c>CSCwi82830</c>; null where it names none.</summary>
    public string? Defect => DefectText().Match(Text) is { Success: true } defect ? defect.Value : null;

    /// <summary>The release that it names; null where it names none. The first release of a train (<c>V15FCS</c>) is the train itself.</summary>
    public ReleaseVersion? Release => ReleaseText().Match(Text) is { Success: true } release ? ReleaseVersion.OfRelease(release) : null;

    /// <summary>The letters that it begins with after its prefix, in lower case, such as <c>imp</c> of <c>ciscocm.imp15_…</c>; null where another letter or a hyphen follows.</summary>
    public string? Mark => MarkText().Match(Text) is { Success: true } mark ? mark.Groups["mark"].Value.ToLowerInvariant() : null;

    /// <summary>Reads a file name.</summary>
    /// <param name="text">A file name without folders.</param>
    /// <param name="name">What it says; null where the answer is false.</param>
    /// <returns>False for anything that is no name of a COP file.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CopFileName? name)
    {
        name = text is { Length: <= LongestText } && CopText().IsMatch(text) ? new(text) : null;
        return name is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(
        @"\A(ciscocm|cmterm)[-._][A-Za-z0-9][A-Za-z0-9_.+-]*?(\.k[34])?\.cop(\.(sgn|sha512))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex CopText();

    [GeneratedRegex(@"\A(ciscocm|cmterm)[-._](?<mark>[A-Za-z]+)[0-9_]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex MarkText();

    [GeneratedRegex("CSC[a-z]{2}[0-9]{5}", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex DefectText();

    [GeneratedRegex(
        @"[._]V(?<major>[0-9]{1,2})(\.(?<minor>[0-9])\.(?<maintenance>[0-9]))?(SU(?<update>0?[1-9]|[1-9][0-9])(?<respin>[a-z])?|FCS)?[._]",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex ReleaseText();
}
