using System.Collections.Immutable;
using System.Reflection;

namespace Reconciler.Manifests.Binding;

/// <summary>
/// Sets properties of records that are being made. A delegate of the accessor, and over it one that unboxes: many times faster than
/// reflection, and no code is made at run time.
/// </summary>
internal static class Setter
{
    /// <summary>What sets a property.</summary>
    public static Action<object, object> Of(PropertyInfo property)
    {
        var type = property.PropertyType;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
        var plain = isList ? type.GetGenericArguments()[0] : Nullable.GetUnderlyingType(type) ?? type;
        return ValueTypes.Find(plain) is { } known ? known.SetterOf(property)
            : isList ? Of<ImmutableArray<object>>(property)
            : Of<object>(property);
    }

    /// <summary>What sets a property whose values look like those of a type: are of it, or references where it holds references.</summary>
    internal static Action<object, object> Of<TLike>(PropertyInfo property)
    {
        Type[] types = [property.DeclaringType!, property.PropertyType];
        var accessor = property.SetMethod!.CreateDelegate(typeof(Action<object, TLike>).GetGenericTypeDefinition().MakeGenericType(types));
        Action<Action<object, TLike>, object, object> unbox = SetUnboxed;
        return unbox.Method.GetGenericMethodDefinition().MakeGenericMethod(types).CreateDelegate<Action<object, object>>(accessor);
    }

    private static void SetUnboxed<TRecord, TValue>(Action<TRecord, TValue> accessor, object record, object value)
        where TRecord : class =>
        accessor((TRecord)record, (TValue)value);
}
