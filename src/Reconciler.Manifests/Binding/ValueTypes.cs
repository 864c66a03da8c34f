using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Reconciler.Api;

namespace Reconciler.Manifests.Binding;

/// <summary>
/// The value types that fields have. What is generic over one of them is compiled ahead of time only where it is named, and that is
/// here; over records and texts, the same code serves for all.
/// </summary>
internal abstract class ValueTypes
{
    private static readonly FrozenDictionary<Type, ValueTypes> Known = new ValueTypes[]
    {
        new Of<bool>(), new Of<int>(), new Of<long>(), new Of<TimeSpan>(), new Of<TimeOnly>(), new Of<DateOnly>(), new Of<DateTimeOffset>(), new Of<DateOrInstant>(),
        new Of<AnnounceMode>(), new Of<Answerable>(), new Of<ApplicationKind>(), new Of<BackupResult>(), new Of<CaseChannel>(), new Of<CaseSeverity>(),
        new Of<ChangeCategory>(), new Of<ConditionStatus>(), new Of<ContactRole>(), new Of<CopClass>(), new Of<DayOfWeek>(), new Of<EmergencyGround>(),
        new Of<EmergencyTiming>(), new Of<EntryState>(), new Of<EscalationItem>(), new Of<FleetResult>(), new Of<GateState>(), new Of<HolidayShift>(), new Of<ImpactLevel>(),
        new Of<IncidentKind>(), new Of<NodeRole>(), new Of<NoticeKind>(), new Of<NoticeState>(), new Of<OutcomeResult>(), new Of<Party>(),
        new Of<ReadinessSubject>(), new Of<ReferenceKind>(), new Of<Representing>(), new Of<RequestClass>(), new Of<RequestState>(), new Of<ResponsibilityScope>(),
        new Of<SsoStep>(), new Of<StayRule>(), new Of<SubmissionChannel>(), new Of<TicketState>(), new Of<TicketType>(), new Of<UpgradeGroundKind>(),
        new Of<UpgradeMethod>(),
    }.ToFrozenDictionary(type => type.Type);

    private protected abstract Type Type { get; }

    /// <summary>What is generic over a type; null: it is no value type.</summary>
    /// <exception cref="NotSupportedException">It is a value type that is not listed.</exception>
    public static ValueTypes? Find(Type type) =>
        !type.IsValueType ? null : Known.GetValueOrDefault(type) ?? throw new NotSupportedException($"{type} is a new type of values: add it to {nameof(ValueTypes)}.");

    /// <summary>Lists of it.</summary>
    public abstract Shape List(Shape element, int least, int most);

    /// <summary>Maps to it.</summary>
    public abstract Shape Map(Shape element);

    /// <summary>Sets a property that holds it, it or nothing, or a list of it.</summary>
    public abstract Action<object, object> SetterOf(PropertyInfo property);

    private sealed class Of<T> : ValueTypes
        where T : struct
    {
        private protected override Type Type => typeof(T);

        public override Shape List(Shape element, int least, int most) => new ListShape<T>(element, least, most);

        public override Shape Map(Shape element) => new MapShape<T>(element);

        public override Action<object, object> SetterOf(PropertyInfo property) =>
            property.PropertyType == typeof(T) ? Setter.Of<T>(property)
            : property.PropertyType == typeof(T?) ? Setter.Of<T?>(property)
            : Setter.Of<ImmutableArray<T>>(property);
    }
}
