using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Reconciler.Manifests.Binding;

/// <summary>One field of a record: its name in YAML, its shape, and how to get and set it.</summary>
internal sealed class Field
{
    private static readonly MethodInfo Setter = typeof(Field).GetMethod(nameof(SetterOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The field of a property.</summary>
    /// <param name="property">A property with an <c>init</c> accessor.</param>
    /// <param name="index">Its place among the fields of the record.</param>
    public Field(PropertyInfo property, int index)
    {
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Index = index;
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false);
        Shape = Shapes.Of(property);
        Get = property.GetValue;
        Set = (Action<object, object>)Setter.MakeGenericMethod(property.DeclaringType!, property.PropertyType).Invoke(null, [property.SetMethod])!;
    }

    /// <summary>Name in YAML: the property's in camelCase.</summary>
    public string Name { get; }

    /// <summary>Place among the fields of the record.</summary>
    public int Index { get; }

    /// <summary>Whether it has to be there.</summary>
    public bool IsRequired { get; }

    /// <summary>How its values look.</summary>
    public Shape Shape { get; }

    /// <summary>Gets its value from a record.</summary>
    public Func<object, object?> Get { get; }

    /// <summary>Sets its value in a record that is being made.</summary>
    public Action<object, object> Set { get; }

    // A delegate of the setter is many times faster than reflection, and needs no code made at run time.
    private static Action<object, object> SetterOf<TRecord, TValue>(MethodInfo setter)
        where TRecord : class
    {
        var set = setter.CreateDelegate<Action<TRecord, TValue>>();
        return (record, value) => set((TRecord)record, (TValue)value);
    }
}
