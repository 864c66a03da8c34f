using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests;

/// <summary>What one file holds. Immutable.</summary>
public sealed record FileContents
{
    /// <summary>Path as people know it.</summary>
    public required string Path { get; init; }

    /// <summary>Objects without a problem, in the order of the file, their namespaces filled in. Policies are not among them.</summary>
    public required ImmutableArray<Declared<Resource>> Objects { get; init; }

    /// <summary>What is wrong with the file, in the order of the text.</summary>
    public required ImmutableArray<Finding> Problems { get; init; }

    /// <summary>Objects of the group that have a problem and so are not among <see cref="Objects"/>, as far as their heads tell.</summary>
    public required ImmutableArray<ObjectRef> Unreadable { get; init; }

    /// <summary>How many objects were passed over: of other API groups, of kinds not yet read, generated ones.</summary>
    public required int Skipped { get; init; }

    /// <summary>Templates, from ConfigMaps with the label <c>ops.reconciler.dev/template</c>.</summary>
    public required ImmutableArray<TemplateFile> Templates { get; init; }

    /// <summary>Policies as nodes: only laid over the shipped one are they complete.</summary>
    internal ImmutableArray<DeclaredNode> Policies { get; init; } = [];

    /// <summary>ConfigMaps of templates as nodes, for those who pass them on.</summary>
    internal ImmutableArray<DeclaredNode> ConfigMaps { get; init; } = [];

    /// <summary>The bytes that were read.</summary>
    internal ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The same without its policies, for a fleet whose policy is given beside it.</summary>
    /// <returns>The file less its policies.</returns>
    public FileContents WithoutPolicies() => this with { Policies = [] };
}

/// <summary>A template of the fleet.</summary>
/// <param name="Name">File name, such as <c>planned.zh-CN.scriban</c>.</param>
/// <param name="Text">Its text.</param>
/// <param name="File">The file it was read from.</param>
/// <param name="Span">Where it stands there.</param>
/// <param name="Subject">The ConfigMap that holds it.</param>
public sealed record TemplateFile(string Name, string Text, string File, TextSpan Span, ObjectRef Subject)
{
    /// <summary>Why it can not be used; null: it has a text.</summary>
    public string? Problem { get; init; }
}

/// <summary>An object as it is written: an operational policy before it is laid over the shipped one, a ConfigMap of templates.</summary>
/// <param name="Root">The whole object.</param>
/// <param name="Subject">The object as findings name it.</param>
/// <param name="File">The file it was read from.</param>
internal sealed record DeclaredNode(Mapping Root, ObjectRef Subject, string File);
