using System.Collections.Immutable;
using Reconciler.Api;
using static Reconciler.Manifests.Schemas.SelfRulePatterns;

namespace Reconciler.Manifests.Schemas;

/// <summary>
/// What an API server refuses beyond the schema: the part of <c>Checks</c> that CEL can say of one object. The rest stands in the object's
/// condition, and in <c>reconciler validate</c>.
/// </summary>
internal static class SelfRules
{
    private const string OneTime = "keep exactly one of: start; earliest and latest; schedule";

    /// <summary>The rules of a record.</summary>
    public static ImmutableArray<SelfRule> Of(Type record) => ByRecord.GetValueOrDefault(record, []);

    private static readonly Dictionary<Type, ImmutableArray<SelfRule>> ByRecord = new()
    {
        [typeof(OperationalPolicy)] =
        [
            new("self.metadata.name == 'default'", "a fleet has one policy, 'default'; name it so"),
        ],
        [typeof(OperationalPolicySpec)] =
        [
            new($"!has(self.categories) || self.categories.all(name, name in [{Quoted(Categories)}])", $"here is a name that is no category of change; the categories are: {string.Join(", ", Categories)}", "categories"),
        ],
        [typeof(CertificatePolicy)] =
        [
            new(
                "!has(self.latestDaysBefore) || !has(self.earliestDaysBefore) || self.latestDaysBefore <= self.earliestDaysBefore",
                "'latestDaysBefore' is more than 'earliestDaysBefore'; both count days before the expiry: the earliest has the larger number",
                "latestDaysBefore"),
        ],
        [typeof(Freeze)] =
        [
            new(
                $"!has(self.from) || !has(self.to) || (self.from != self.to && {CanFollow("self.from", "self.to")})",
                "'to' is not after 'from'; 'to' is the first date or instant that is free again",
                "to",
                "\"'to' is \" + self.to + \", not after 'from', \" + self.from + \"; 'to' is the first date or instant that is free again\""),
        ],
        [typeof(DedicatedInstanceSpec)] =
        [
            new("self.applications.all(application, application.nodes.all(node, node.dataCenter in self.dataCenters))", "a node stands in a data centre that 'spec.dataCenters' does not have; add it there, or mend the node's", "applications"),
            new("!has(self.blackouts) || self.blackouts.all(blackout, !has(blackout.regions) || size(blackout.regions) == 0)", "'regions' has no meaning in a blackout of one instance; remove it, or write a freeze into the policy", "blackouts"),
        ],
        [typeof(Application)] =
        [
            new("!has(self.publisherRegion) || self.kind == 'SME'", "'publisherRegion' is only for SME; remove it: every other application has the region of its instance", "publisherRegion"),
        ],
        [typeof(Certificate)] = [.. OneOf("expiry", "announced", "outcomes", "moves")],
        [typeof(MaintenanceWindowSpec)] =
        [
            Exclude("start", "earliest", OneTime),
            Exclude("start", "latest", OneTime),
            Exclude("start", "schedule", OneTime),
            Exclude("earliest", "schedule", OneTime),
            Exclude("latest", "schedule", OneTime),
            new(
                "has(self.start) || has(self.earliest) || has(self.latest) || has(self.schedule) || has(self.emergency) || self.category == 'upload'",
                "the window says neither when it starts nor between what; add one of: 'start'; 'earliest' and 'latest'; 'schedule'"),
            InOrder("earliest", "latest"),
            new("!has(self.certificate) || self.category == 'certificate'", "'spec.certificate' is given, but the category is not certificate; write 'category: certificate', or remove 'certificate'", "certificate"),
            .. OneChangeUnless("schedule", "occurrence", "moves", "announced", "outcomes"),
        ],
        [typeof(CopRequestSpec)] = [InOrder("earliest", "latest"), .. OneOf("instance", "moves", "announced", "outcomes", "installations")],
        [typeof(UpgradePlanSpec)] =
        [
            InOrder("notBefore", "latest"),
            new(
                $"!has(self.waves) || size(self.waves.filter(wave, {TakesRest("wave")})) < 2",
                "two waves take all instances that no other wave names; give one of them a list 'instances'",
                "waves"),
            .. OneOf("instance", "moves", "announced", "outcomes"),
        ],
        [typeof(InstanceSelection)] =
        [
            new("has(self.selector) || (has(self.names) && size(self.names) > 0)", "'spec.instances' selects nothing; add 'names', 'selector', or both"),
        ],
        [typeof(SupportCaseSpec)] = [NotBefore("openedAt", "acknowledgedAt"), NotBefore("openedAt", "resolvedAt")],
        [typeof(ToldStart)] = [NotBefore("start", "end")],
        [typeof(Occasion)] = [NotBefore("start", "end")],
        [typeof(CaseHold)] = [NotBefore("from", "until")],
        [typeof(CaseImpact)] =
        [
            new("has(self.affected) == has(self.of)", "'spec.impact' has one of 'affected' and 'of' without the other; write both: {affected: 40, of: 120}"),
            new("has(self.affected) || has(self.of) || has(self.level)", "'spec.impact' says nothing; write either {affected: 40, of: 120} or {level: localized}"),
            new("!has(self.level) || !(has(self.affected) && has(self.of))", "'spec.impact' is both counted and named; write either {affected: 40, of: 120} or {level: localized}"),
            new("!has(self.affected) || !has(self.of) || self.affected <= self.of", "'spec.impact.affected' is more than 'of'; count the affected among all of the partner's environment", "affected"),
        ],
        [typeof(Incident)] =
        [
            NotBefore("declaredAt", "resolvedAt"),
            NotBefore("declaredAt", "newPublisherAt"),
            new("!has(self.newPublisherAt) || self.kind == 'applicationFailure'", "'spec.incident.newPublisherAt' is given, but the incident is no applicationFailure; write 'kind: applicationFailure', or remove 'newPublisherAt'", "newPublisherAt"),
            new("!has(self.recovery) || size(self.recovery) == 0 || self.kind == 'disasterRecovery'", "'spec.incident.recovery' is given, but the incident is no disasterRecovery; write 'kind: disasterRecovery', or remove 'recovery'", "recovery"),
        ],
        [typeof(FleetReference)] =
        [
            new("[has(self.branch), has(self.tag), has(self.commit)].filter(given, given).size() <= 1", "it names more than one of branch, tag and commit; keep the one that is to be followed"),
            new("!has(self.commit) || self.commit.matches('^[0-9a-f]{40}$')", "it is no full id of a commit; write all forty hexadecimal digits, as 'git rev-parse' prints them", "commit"),
        ],
        [typeof(FleetSourceSpec)] =
        [
            new("!has(self.path) || (!self.path.startsWith('/') && !self.path.split('/').exists(part, part == '..'))", "'spec.path' leads out of the repository; write it from the root of the repository on, such as 'fleet/prod'", "path"),
            new("!self.url.matches('^(https?://[^/@]+@|[a-z+]+://[^/@:]*:[^/@]*@)')", "'spec.url' holds a user or password, which anybody could read here; put it into a secret, and name that in 'spec.secretRef'", "url"),
            Within(typeof(FleetSourceSpec).GetProperty(nameof(FleetSourceSpec.Interval))!),
            Within(typeof(FleetSourceSpec).GetProperty(nameof(FleetSourceSpec.Timeout))!),
        ],
        [typeof(HolidayRule)] =
        [
            new(
                "has(self.easter) ? !has(self.month) && !has(self.day) && !has(self.weekday) && !has(self.nth) : has(self.month) && has(self.weekday) == has(self.nth) && has(self.day) != has(self.nth)",
                "it is not clear on which day it falls; write exactly one of: month and day; month, weekday and nth; easter",
                null,
                "\"it says in no clear form on which day '\" + self.name + \"' falls; write exactly one of: month and day; month, weekday and nth; easter\""),
            new("!has(self.nth) || self.nth != 0", "'nth' is 0, but has to be 1 to 5, or -1 for the last", "nth"),
            new("!has(self.month) || !has(self.day) || self.day <= (self.month == 2 ? 29 : self.month in [4, 6, 9, 11] ? 30 : 31)", "the month never has so many days", "day"),
            new("!has(self.from) || !has(self.until) || self.from <= self.until", "'until' is before 'from'; swap or mend them", "until"),
        ],
    };
}
