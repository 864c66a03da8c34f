using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Cli.Generating;

/// <summary>Makes instances of several customers and partners on the four grids.</summary>
/// <param name="dice">Chance.</param>
/// <param name="asOf">The instant for which they are up to date.</param>
internal sealed class InstanceMaker(Dice dice, Instant asOf)
{
    /// <summary>Namespace of everything.</summary>
    public const string Namespace = "fleet";

    /// <summary>The release that most run, and the one before it.</summary>
    public const string Latest = "15SU2", Previous = "14SU3";

    private static readonly string[] Partners = ["Northwind", "Contoso", "Fabrikam", "Tailspin", "Wingtip"];
    private static readonly string[] Customers = ["Globex", "Initech", "Umbrella", "Hooli", "Soylent", "Stark", "Wayne", "Tyrell", "Acme", "Cyberdyne"];

    // Forty in a hundred stand in the region that is short of hands.
    private static readonly string[] Regions = ["AMER", "AMER", "AMER", "AMER", "EU", "EMEA", "UK", "APJC", "AUS", "EU"];

    private readonly LocalDate _today = asOf.InUtc().Date;

    /// <summary>Makes some.</summary>
    /// <param name="count">How many.</param>
    /// <returns>By number.</returns>
    public ImmutableArray<DedicatedInstance> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private DedicatedInstance One(int number)
    {
        var (customer, partner, region) = (dice.Pick<string>(Customers), dice.Pick<string>(Partners), Regions[number % Regions.Length]);
        var name = $"{Word(customer)}-{Word(region)}-{number:00000}";
        var isPrevious = dice.Chance(12);
        var (workers, devices) = (200 + (50 * dice.Below(80)), 20 + (10 * dice.Below(40)));
        ImmutableArray<string> sites = [$"dc-{Word(region)}-1", $"dc-{Word(region)}-2"];
        return new()
        {
            Metadata = new() { Name = name, Namespace = Namespace, Labels = Map.Empty<string>().Add("track", isPrevious ? "n-1" : "n") },
            Spec = new()
            {
                Customer = customer,
                Partner = partner,
                Subscription = $"Sub{100000 + number}",
                Region = region,
                DataCenters = sites,
                Applications = Applications(name, sites, region, isPrevious ? Previous : Latest),
                Sso = new() { Enabled = dice.Chance(50), IdentityProvider = "Entra ID" },
                Certificates = [Certificate("tomcat", region), Certificate("callmanager", region)],
                Capacity = new()
                {
                    Activation = new() { KnowledgeWorkers = workers, WorkspaceDevices = devices },
                    Agreed = new() { KnowledgeWorkers = workers, WorkspaceDevices = devices },
                    Configured = new() { KnowledgeWorkers = workers * 9 / 10, WorkspaceDevices = devices * 8 / 10 },
                },
                Integrations = dice.Chance(30) ? [new() { Name = "Verint recorder", Applications = [ApplicationKind.Cucm], TestedOn = Date(-60) }] : [],
                Readiness = [.. Enum.GetValues<ReadinessSubject>().Select(subject => new Readiness { For = subject, By = $"changes@{Word(partner)}.example", At = Days(-20) })],
                Contacts =
                [
                    Contact($"{partner} change desk", $"changes@{Word(partner)}.example", Party.Partner, "en"),
                    Contact($"{customer} telephony", $"telephony@{Word(customer)}.example", Party.Customer, region == "APJC" ? "zh-CN" : "en"),
                ],
                DistributionList = $"uc-all@{Word(customer)}.example",
            },
        };
    }

    private ImmutableArray<Application> Applications(string name, ImmutableArray<string> sites, string region, string version)
    {
        Application Of(ApplicationKind kind, string suffix, string release) => new()
        {
            Kind = kind,
            Version = release,
            Nodes =
            [
                new() { Name = $"{name}-{suffix}-1", Role = NodeRole.Publisher, DataCenter = sites[0] },
                new() { Name = $"{name}-{suffix}-2", Role = NodeRole.Subscriber, DataCenter = sites[1] },
            ],
        };

        ImmutableArray<Application> all = [Of(ApplicationKind.Cucm, "ucm", version), Of(ApplicationKind.UnityConnection, "cuc", version), Of(ApplicationKind.ImPresence, "imp", version)];
        // The publisher of an SME may stand in another region; both of these keep the same clock.
        return region == "EMEA" && dice.Chance(10) ? all.Add(Of(ApplicationKind.SessionManagement, "sme", version) with { PublisherRegion = "UK" }) : all;
    }

    // Where the nights are full for weeks to come no certificate may expire in them: people would have seen to it.
    private Certificate Certificate(string name, string region) => new()
    {
        Name = name,
        Application = ApplicationKind.Cucm,
        Expires = new(Date(dice.Chance(5) && region != WorkNights.FullRegion ? 50 + dice.Below(8) : 90 + dice.Below(600))),
        ManagedBy = dice.Chance(80) ? Party.Provider : Party.Partner,
    };

    private Contact Contact(string name, string email, Party party, string language) => new()
    {
        Name = name,
        Email = email,
        Party = party,
        Language = language,
        Roles = [ContactRole.Maintenance, ContactRole.Outage, ContactRole.Upgrades],
        RegisteredAlerts = ["maintenance and outage"],
        ConfirmedOn = Date(-30),
    };

    private DateOnly Date(int days) => _today.PlusDays(days).ToDateOnly();

    private DateTimeOffset Days(int days) => (asOf + Duration.FromDays(days)).ToDateTimeOffset();

    private static string Word(string name) => name.ToLowerInvariant();
}
