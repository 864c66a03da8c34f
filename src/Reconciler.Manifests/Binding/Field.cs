using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Reconciler.Manifests.Binding;

/// <summary>One field of a record: its name in YAML, its shape, and how to get and set it.</summary>
internal sealed class Field
{
    /// <summary>The field of a property.</summary>
    /// <param name="property">A property with an <c>init</c> accessor.</param>
    /// <param name="index">Its place among the fields of the record.</param>
    public Field(PropertyInfo property, int index)
    {
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Index = index;
        Property = property;
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false);
        Shape = Shapes.Of(property);
        Get = property.GetValue;
        Set = Setter.Of(property);
    }

    /// <summary>Name in YAML: the property's in camelCase.</summary>
    public string Name { get; }

    /// <summary>The property, for what its comment says.</summary>
    public PropertyInfo Property { get; }

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
}
