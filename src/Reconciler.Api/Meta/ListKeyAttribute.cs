namespace Reconciler.Api;

/// <summary>States the field by which the elements of a list of these records are told apart: no two of one list have the same.</summary>
/// <param name="field">Name of the field in YAML.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ListKeyAttribute(string field) : Attribute
{
    /// <summary>Name of the field in YAML.</summary>
    public string Field { get; } = field;
}

/// <summary>States that no element stands twice in a list of words.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DistinctAttribute : Attribute;
