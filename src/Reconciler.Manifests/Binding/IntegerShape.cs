using System.Globalization;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Whole numbers of YAML 1.2: decimal, <c>0o17</c> and <c>0x1F</c>.</summary>
/// <param name="isLong">64 bits instead of 32.</param>
/// <param name="least">Smallest number, included.</param>
/// <param name="most">Largest number, included.</param>
internal sealed class IntegerShape(bool isLong, long least, long most) : ScalarShape
{
    private const int MostDigits = 30;

    /// <inheritdoc/>
    public override string Words => (least, most) switch
    {
        (int.MinValue or long.MinValue, _) => "a whole number",
        (_, int.MaxValue or long.MaxValue) => $"a whole number, {least} or more",
        _ => $"a whole number from {least} to {most}",
    };

    /// <inheritdoc/>
    public override void Write(object value, YamlText output) => output.Word(Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        Parse(scalar.Text) is not { } number ? reading.Reject(ReadProblems.WrongType, node, Words)
        : !scalar.IsPlain ? reading.Reject(ReadProblems.WrongType, node, Words, () => $"remove the quotes: {Found.Shorten(scalar.Text)}")
        : number < least || number > most ? reading.Reject(ReadProblems.OutOfRange, node, Words)
        : isLong ? (long)number
        : (object)(int)number;

    private static Int128? Parse(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            return ParseRadix(text.AsSpan(2), text[1] == 'x' ? 16 : 8);
        }

        var sign = text.Length > 0 && text[0] == '-' ? -1 : 1;
        return ParseRadix(text.AsSpan(text.Length > 0 && text[0] is '-' or '+' ? 1 : 0), 10) * sign;
    }

    // What has more digits than any field takes is out of every range, whatever it is.
    private static Int128? ParseRadix(ReadOnlySpan<char> digits, int radix)
    {
        Int128 number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32($"{digit}", 16) is var value && value >= radix)
            {
                return null;
            }

            number = digits.Length > MostDigits ? Int128.MaxValue : (number * radix) + value;
        }

        return digits.IsEmpty ? null : number;
    }
}
