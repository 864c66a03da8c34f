using System.Collections.Immutable;
using Reconciler.Api;

namespace Reconciler.Core.Support;

/// <summary>Who answers for one thing at one instance.</summary>
/// <param name="Name">Name of the policy's row.</param>
/// <param name="Item">What is answered for.</param>
/// <param name="About">The integration, certificate or identity provider that it is about; null: the instance as a whole.</param>
/// <param name="By">Who answers, by kind and name; the name is null where only the kind is known.</param>
/// <param name="Section">Section of the policy that says so.</param>
public sealed record Answer(string Name, string Item, string? About, ImmutableArray<(Answerable Kind, string? Name)> By, int Section);

/// <summary>The policy's table of responsibilities for one instance (policy, sections 8 to 12).</summary>
public static class Responsibilities
{
    /// <summary>Every row of the table, once for each thing of the instance that it is about.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="instance">The instance.</param>
    /// <returns>By section, then by name of the row, then as the instance lists its things.</returns>
    public static ImmutableArray<Answer> Of(OperationalPolicySpec policy, DedicatedInstanceSpec instance)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(instance);
        return
        [
            .. from row in policy.Responsibilities
               orderby row.Section, row.Name
               from thing in Things(row.Scope, instance)
               let answerers = row.By.IsEmpty && thing.ManagedBy is { } manager ? [AnswererOf(manager)] : row.By
               select new Answer(row.Name, row.Item, thing.Name, [.. answerers.Select(kind => (kind, NameOf(kind, policy, instance)))], row.Section),
        ];
    }

    private static IEnumerable<(string? Name, Party? ManagedBy)> Things(ResponsibilityScope scope, DedicatedInstanceSpec instance) => scope switch
    {
        ResponsibilityScope.ProviderIntegration => Integrations(instance, managedByProvider: true),
        ResponsibilityScope.OtherIntegration => Integrations(instance, managedByProvider: false),
        ResponsibilityScope.ProviderCertificate => Certificates(instance, managedByProvider: true),
        ResponsibilityScope.OtherCertificate => Certificates(instance, managedByProvider: false),
        ResponsibilityScope.SingleSignOn => instance.Sso is { Enabled: true } sso ? [(sso.IdentityProvider, null)] : [],
        _ => [(null, null)],
    };

    private static IEnumerable<(string? Name, Party? ManagedBy)> Integrations(DedicatedInstanceSpec instance, bool managedByProvider) =>
        instance.Integrations.Where(integration => integration.ManagedBy == Party.Provider == managedByProvider).Select(integration => ((string?)integration.Name, (Party?)integration.ManagedBy));

    private static IEnumerable<(string? Name, Party? ManagedBy)> Certificates(DedicatedInstanceSpec instance, bool managedByProvider) =>
        instance.Certificates.Where(certificate => certificate.ManagedBy == Party.Provider == managedByProvider).Select(certificate => ((string?)certificate.Name, (Party?)certificate.ManagedBy));

    private static Answerable AnswererOf(Party party) => party switch
    {
        Party.Provider => Answerable.Provider,
        Party.Partner => Answerable.Partner,
        _ => Answerable.Customer,
    };

    private static string? NameOf(Answerable kind, OperationalPolicySpec policy, DedicatedInstanceSpec instance) => kind switch
    {
        Answerable.Provider => policy.Provider.Name,
        Answerable.Partner => instance.Partner,
        Answerable.Customer => instance.Customer,
        _ => null,
    };
}
