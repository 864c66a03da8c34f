using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Time;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Durations, within a range.</summary>
/// <param name="range">Smallest and largest duration, included; null: any.</param>
internal sealed class DurationShape(DurationRangeAttribute? range) : ScalarShape
{
    private readonly TimeSpan _least = Durations.Parse(range?.Least) ?? TimeSpan.Zero;
    private readonly TimeSpan _most = Durations.Parse(range?.Most) ?? TimeSpan.MaxValue;

    /// <inheritdoc/>
    public override string Words => range is null ? "a duration such as '4h30m'" : $"a duration from {range.Least} to {range.Most}";

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "string", ["pattern"] = @"^(\d+d)?(\d+h)?(\d+m)?(\d+s)?$", ["minLength"] = 2 };

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Text(Describe.Duration((TimeSpan)value));

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        Durations.Parse(scalar.Text) is not { } duration ? reading.Reject(ReadProblems.BadDuration, node, Words, static found => Durations.Advise(((Scalar)found).Text))
        : duration < _least || duration > _most ? reading.Reject(ReadProblems.OutOfRange, node, Words)
        : duration;
}

/// <summary>Dates.</summary>
internal sealed class DateShape : ScalarShape
{
    /// <inheritdoc/>
    public override string Words => "a date such as '2026-12-08'";

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "string", ["format"] = "date", ["pattern"] = @"^\d{4}-\d{2}-\d{2}$" };

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Word(((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        Instants.ParseDate(scalar.Text) is { } date ? date : reading.Reject(ReadProblems.BadDate, node, Words, static found => Instants.AdviseDate(((Scalar)found).Text));
}

/// <summary>Instants, always with their offset.</summary>
internal sealed class InstantShape : ScalarShape
{
    /// <inheritdoc/>
    public override string Words => "an instant with its offset such as '2026-12-08T21:00:00-05:00'";

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "string", ["format"] = "date-time", ["pattern"] = @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$" };

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Word(Instants.Format((DateTimeOffset)value));

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        Instants.Parse(scalar.Text) is { } instant ? instant : reading.Reject(ReadProblems.BadInstant, node, Words, static found => Instants.Advise(((Scalar)found).Text));
}

/// <summary>Dates of a region, or instants.</summary>
internal sealed class DateOrInstantShape : ScalarShape
{
    /// <inheritdoc/>
    public override string Words => "a date such as '2026-12-08' or an instant such as '2026-12-08T21:00:00-05:00'";

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$" };

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output)
    {
        var either = (DateOrInstant)value;
        output.Word(either.Instant is { } instant ? Instants.Format(instant) : either.ToString());
    }

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        Instants.ParseDate(scalar.Text) is { } date ? new DateOrInstant(date)
        : Instants.Parse(scalar.Text) is { } instant ? new DateOrInstant(instant)
        : Instants.HasTime(scalar.Text) ? reading.Reject(ReadProblems.BadInstant, node, Words, static found => Instants.Advise(((Scalar)found).Text))
        : reading.Reject(ReadProblems.BadDate, node, Words, static found => Instants.AdviseDate(((Scalar)found).Text));
}

/// <summary>Times of day.</summary>
internal sealed class TimeShape : ScalarShape
{
    /// <inheritdoc/>
    public override string Words => "a time of day such as '06:00'";

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "string", ["pattern"] = @"^\d{2}:\d{2}(:\d{2})?$" };

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Text(((TimeOnly)value).ToString("HH:mm:ss", CultureInfo.InvariantCulture) is var text && text.EndsWith(":00", StringComparison.Ordinal) ? text[..^3] : text);

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        TimeOnly.TryParseExact(scalar.Text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : reading.Reject(ReadProblems.BadTime, node, Words, static _ => "write hours from 00 to 23 and minutes from 00 to 59, two digits each");
}
