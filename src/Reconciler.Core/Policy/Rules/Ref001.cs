using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Support;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Everything that an object names exists (product rule). References stay inside the namespace.</summary>
internal static class Ref001
{
    public static Rule Rule { get; } = new(
        "REF001", "every reference names something that exists", Severity.Error, Waivable: false, "instance, region, calendars, waves, certificate, integrations, change requests, the policy's tables of support cases, moves and outcomes by instance")
    {
        OfFleet = Check,
        HoldsChanges = true,
    };

    /// <summary>That people were told of a change, and it has no instance, or none in a known region, any more.</summary>
    public static Violation Stranded(Change change, Instant told, World world)
    {
        var key = new ObjectKey(change.Origin.Namespace, change.Window.Instance);
        var why = world.Snapshot.Unreadable.Contains(new(nameof(DedicatedInstance), key.Namespace, key.Name)) ? $"DedicatedInstance {key.Name} can not be read"
            : world.Instances.Find(key) is null ? $"no DedicatedInstance {key.Name}"
            : $"DedicatedInstance {key.Name} is in no known region";
        return new(
            change.Origin.Kind == nameof(MaintenanceWindow) ? "spec.instance" : "spec.instances",
            $"people were told that {change.Name} starts {Describe.Local(told, change.Zone)}, and now: {why}",
            "put the instance right; or take the change back, and those who were told are told so")
        { Short = why };
    }

    private static IEnumerable<(Subject Subject, Violation Violation)> Check(World world)
    {
        var snapshot = world.Snapshot;
        return
        [
            .. OfPolicy(world),
            .. Each(snapshot.Instances, OfInstance, world),
            .. Each(snapshot.Windows, OfWindow, world),
            .. Each(snapshot.CopRequests, OfCop, world),
            .. Each(snapshot.UpgradePlans, OfPlan, world),
            .. Each(snapshot.ChangeRequests, (request, world) => OfSelection(request.Value.Spec.Instances, request.Key.Namespace, world), world),
            .. world.Cases.SelectMany(file => With(file.Subject, OfCase(file, world))),
        ];
    }

    private static IEnumerable<(Subject, Violation)> OfPolicy(World world)
    {
        if (world.Snapshot.PolicyObject is not { } policy)
        {
            return [];
        }

        var own = policy.Value.Spec.Regions;
        return With(
            Subject.Of(policy),
            own.SelectMany((region, index) => region.Calendars
                .Where(calendar => world.Sites.Calendar(calendar) is null)
                .Select(calendar => Missing($"spec.regions[{index}].calendars", "HolidayCalendar", calendar, Names(world.Snapshot.Calendars)))));
    }

    private static IEnumerable<Violation> OfInstance(Declared<DedicatedInstance> instance, World world)
    {
        ImmutableArray<Violation> found = [];
        var spec = instance.Value.Spec;
        if (world.Sites.Region(spec.Region) is null)
        {
            found = found.Add(Missing("spec.region", "region of the policy", spec.Region, RegionsOf(world)));
        }

        for (var index = 0; index < spec.Applications.Length; index++)
        {
            if (spec.Applications[index].PublisherRegion is { } region && world.Sites.Region(region) is null)
            {
                found = found.Add(Missing($"spec.applications[{index}].publisherRegion", "region of the policy", region, RegionsOf(world)));
            }
        }

        for (var index = 0; index < spec.Calendars.Length; index++)
        {
            if (world.Sites.Calendar($"{instance.Key.Namespace}/{spec.Calendars[index]}") is null)
            {
                found = found.Add(Missing($"spec.calendars[{index}]", "HolidayCalendar", spec.Calendars[index], Names(world.Snapshot.Calendars)));
            }
        }

        return Several.Found(found);
    }

    private static IEnumerable<Violation> OfWindow(Declared<MaintenanceWindow> window, World world)
    {
        ImmutableArray<Violation> found = [];
        var spec = window.Value.Spec;
        var key = new ObjectKey(window.Key.Namespace, spec.Instance);
        if (world.Instances.Find(key)?.Value is not { } instance)
        {
            return [MissingInstance("spec.instance", key, world)];
        }

        if (spec.ChangeRequest is { } request && !world.Requests.ContainsKey(new(window.Key.Namespace, request)))
        {
            found = found.Add(Missing("spec.changeRequest", "ChangeRequest", request, RequestsOf(world, window.Key.Namespace)));
        }

        if (spec.Certificate is { } certificate && !HasCertificate(instance, certificate))
        {
            found = found.Add(Missing("spec.certificate", $"certificate of {spec.Instance}", certificate, instance.Spec.Certificates.Select(known => known.Name)));
        }

        for (var index = 0; index < spec.DataCenters.Length; index++)
        {
            if (!instance.Spec.DataCenters.Contains(spec.DataCenters[index]))
            {
                found = found.Add(Missing($"spec.dataCenters[{index}]", $"data centre of {spec.Instance}", spec.DataCenters[index], instance.Spec.DataCenters));
            }
        }

        for (var index = 0; index < spec.Applications.Length; index++)
        {
            if (!HasApplication(instance, spec.Applications[index]))
            {
                found = found.Add(Missing($"spec.applications[{index}]", $"application of {spec.Instance}", spec.Applications[index].ToString(), instance.Spec.Applications.Select(application => application.Kind.ToString())));
            }
        }

        for (var index = 0; index < spec.IntegrationTests.Length; index++)
        {
            if (!HasIntegration(instance, spec.IntegrationTests[index].Integration))
            {
                found = found.Add(Missing($"spec.integrationTests[{index}].integration", $"integration of {spec.Instance}", spec.IntegrationTests[index].Integration, instance.Spec.Integrations.Select(integration => integration.Name)));
            }
        }

        return Several.Found(found);
    }

    private static bool HasCertificate(DedicatedInstance instance, string name) => instance.Spec.Certificates.Any(known => known.Name == name);

    private static bool HasApplication(DedicatedInstance instance, ApplicationKind kind)
    {
        foreach (var known in instance.Spec.Applications)
        {
            if (known.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasIntegration(DedicatedInstance instance, string name) => instance.Spec.Integrations.Any(known => known.Name == name);

    private static IEnumerable<Violation> OfCop(Declared<CopRequest> cop, World world)
    {
        var spec = cop.Value.Spec;
        return Several.Found(
        [
            .. OfSelection(spec.Instances, cop.Key.Namespace, world),
            .. OfRecords(spec.Moves, "spec.moves", cop.Key, spec.Instances, world),
            .. OfRecords(spec.Announced, "spec.announced", cop.Key, spec.Instances, world),
            .. OfRecords(spec.Outcomes, "spec.outcomes", cop.Key, spec.Instances, world),
        ]);
    }

    private static IEnumerable<Violation> OfPlan(Declared<UpgradePlan> plan, World world)
    {
        var spec = plan.Value.Spec;
        var selected = world.Instances.Select(spec.Instances, plan.Key.Namespace).Select(instance => instance.Key.Name).ToImmutableArray();
        var unselected = spec.Waves.SelectMany((wave, index) => wave.Instances
            .Where(name => !selected.Contains(name))
            .Select(name => Unread($"spec.waves[{index}].instances", new(plan.Key.Namespace, name), world) ?? Missing($"spec.waves[{index}].instances", "instance of the plan", name, selected)));
        return
        [
            .. OfSelection(spec.Instances, plan.Key.Namespace, world),
            .. unselected,
            .. OfRecords(spec.Moves, "spec.moves", plan.Key, spec.Instances, world),
            .. OfRecords(spec.Announced, "spec.announced", plan.Key, spec.Instances, world),
            .. OfRecords(spec.Outcomes, "spec.outcomes", plan.Key, spec.Instances, world),
        ];
    }

    private static IEnumerable<Violation> OfCase(CaseFile file, World world)
    {
        var (spec, policy) = (file.Spec, world.Policy.Support);
        (string Path, string What, string? Name, IEnumerable<string> Known)[] references =
        [
            ("spec.instance", "DedicatedInstance", spec.Instance, InstancesOf(world, file.Declared.Key.Namespace)),
            ("spec.question", "kind of question of the policy", spec.Question, policy.Questions.Select(question => question.Name)),
            ("spec.urgency", "urgency of the policy", spec.Urgency, policy.Urgencies.Keys),
            ("spec.impact.level", "level of impact of the policy", spec.Impact.Level, policy.Impacts.Select(band => band.Name)),
            .. spec.Checklist.Select((item, index) => ($"spec.checklist[{index}]", "item of the triage checklist of the policy", (string?)item, policy.Checklist.Select(known => known.Name))),
        ];
        return references
            .Where(reference => reference.Name is { } name && !reference.Known.Contains(name))
            .Select(reference => Missing(reference.Path, reference.What, reference.Name!, reference.Known));
    }

    private static ImmutableArray<Violation> OfSelection(InstanceSelection selection, string ns, World world)
    {
        ImmutableArray<Violation> found = [];
        for (var index = 0; index < selection.Names.Length; index++)
        {
            if (world.Instances.Find(new(ns, selection.Names[index])) is null)
            {
                found = found.Add(MissingInstance($"spec.instances.names[{index}]", new(ns, selection.Names[index]), world));
            }
        }

        return found;
    }

    private static ImmutableArray<Violation> OfRecords<T>(ImmutableArray<T> records, string path, ObjectKey key, InstanceSelection selection, World world)
        where T : ChangeRecord
    {
        ImmutableArray<Violation> found = [];
        for (var index = 0; index < records.Length; index++)
        {
            if (records[index].Instance is { } name && !world.Instances.Picks(selection, key.Namespace, name))
            {
                var place = $"{path}[{index}].instance";
                found = found.Add(Unread(place, new(key.Namespace, name), world) ?? Missing(place, "instance of the request", name, world.Instances.Select(selection, key.Namespace).Select(instance => instance.Key.Name)));
            }
        }

        return found;
    }

    private static Violation MissingInstance(string path, ObjectKey key, World world) =>
        Unread(path, key, world) ?? Missing(path, "DedicatedInstance", key.Name, InstancesOf(world, key.Namespace));

    // It is there: nobody is to look for a typing error in its name.
    private static Violation? Unread(string path, ObjectKey key, World world) => world.Snapshot.Unreadable.Contains(new(nameof(DedicatedInstance), key.Namespace, key.Name))
        ? new(path, $"the DedicatedInstance '{key.Name}' can not be read", "mend it: its condition Ready says how") { Short = $"DedicatedInstance {key.Name} can not be read" }
        : null;

    private static Violation Missing(string path, string what, string name, IEnumerable<string> known)
    {
        var choices = known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return new(path, $"there is no {what} '{name}'", choices switch
        {
            [] => "there is none at all: write it, or take the reference out",
            { Length: <= 12 } => $"known are: {string.Join(", ", choices)}",
            _ => $"nearest to it: {string.Join(", ", Nearest(name, choices))}",
        })
        { Short = $"no {what} {name}" };
    }

    private static IEnumerable<string> Nearest(string name, string[] choices) =>
        choices.OrderByDescending(choice => CommonPrefix(choice, name)).ThenBy(choice => choice, StringComparer.Ordinal).Take(3);

    private static int CommonPrefix(string left, string right) => left.AsSpan().CommonPrefixLength(right);

    private static IEnumerable<string> RegionsOf(World world) => world.Policy.Regions.Select(region => region.Name);

    private static IEnumerable<string> RequestsOf(World world, string ns) =>
        world.Snapshot.ChangeRequests.Where(request => request.Key.Namespace == ns).Select(request => request.Key.Name);

    private static IEnumerable<string> InstancesOf(World world, string ns) =>
        world.Snapshot.Instances.Where(instance => instance.Key.Namespace == ns).Select(instance => instance.Key.Name);

    private static IEnumerable<string> Names(ImmutableArray<Declared<HolidayCalendar>> calendars) => calendars.Select(calendar => calendar.Key.Name);

    private static IEnumerable<(Subject, Violation)> Each<T>(ImmutableArray<Declared<T>> all, Func<Declared<T>, World, IEnumerable<Violation>> check, World world)
        where T : Resource =>
        world.Shares.SelectMany<Declared<T>, (Subject, Violation)>(all, (declared, broken) =>
        {
            foreach (var violation in check(declared, world))
            {
                broken.Add((Subject.Of(declared), violation));
            }
        });

    private static IEnumerable<(Subject, Violation)> With(Subject subject, IEnumerable<Violation> violations) =>
        violations.Select(violation => (subject, violation));
}
