using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Whole numbers of YAML 1.2: decimal, <c>0o17</c> and <c>0x1F</c>.</summary>
/// <param name="isLong">64 bits instead of 32.</param>
/// <param name="least">Smallest number, included.</param>
/// <param name="most">Largest number, included.</param>
internal sealed class IntegerShape(bool isLong, long least, long most) : ScalarShape
{
    /// <inheritdoc/>
    public override string Words => (least, most) switch
    {
        (int.MinValue or long.MinValue, _) => "a whole number",
        (_, int.MaxValue or long.MaxValue) => $"a whole number, {least} or more",
        _ => $"a whole number from {least} to {most}",
    };

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (least is not (int.MinValue or long.MinValue))
        {
            schema["minimum"] = least;
        }

        if (most is not (int.MaxValue or long.MaxValue))
        {
            schema["maximum"] = most;
        }

        return schema;
    }

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Word(Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        Parse(scalar.Text) is not { } number ? reading.Reject(ReadProblems.WrongType, node, Words)
        : !scalar.IsPlain ? reading.Reject(ReadProblems.WrongType, node, Words, static found => $"remove the quotes: {Found.Shorten(((Scalar)found).Text)}")
        : number < least || number > most ? reading.Reject(ReadProblems.OutOfRange, node, Words)
        : isLong ? (long)number
        : (object)(int)number;

    private static Int128? Parse(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            return Parse(text.AsSpan(2), text[1] == 'x' ? 16 : 8);
        }

        var isNegative = text.Length > 0 && text[0] == '-';
        return Parse(text.AsSpan(text.Length > 0 && text[0] is '-' or '+' ? 1 : 0), 10) is { } number ? isNegative ? -number : number : null;
    }

    // More digits only lead further out of every range: the number stops growing there.
    private static Int128? Parse(ReadOnlySpan<char> digits, int radix)
    {
        Int128 number = 0;
        foreach (var digit in digits)
        {
            var value = !char.IsAsciiHexDigit(digit) ? radix : char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
            if (value >= radix)
            {
                return null;
            }

            number = number > long.MaxValue ? number : (number * radix) + value;
        }

        return digits.IsEmpty ? null : number;
    }
}
