using Reconciler.Core.Support;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Support;

/// <summary>Cases of one instance in New York, opened on a Tuesday at 9:00 EST, of severity S3: answered in time until Wednesday 9:00.</summary>
internal static class Cases
{
    public const string OpenedAt = "2026-12-01T14:00:00Z";

    /// <summary>A case as it stands at an instant.</summary>
    public static CaseFile At(string now, string fields = "", string severity = "S3", string openedAt = OpenedAt) =>
        Passes.At(now, Yaml("c1", fields, severity, openedAt)).Cases.Single();

    public static string Yaml(string name, string fields = "", string severity = "S3", string openedAt = OpenedAt) => $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: SupportCase
        metadata: {name: {{name}}}
        spec:
          summary: no voicemail
          instance: acme
          question: commonIssue
          impact: {level: localized}
          urgency: medium
          severity: {{severity}}
          openedAt: {{openedAt}}
        {{string.Concat(fields.Split('\n').Select(line => $"  {line}\n"))}}
        """;
}
