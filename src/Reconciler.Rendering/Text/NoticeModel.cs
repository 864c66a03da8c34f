using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;
using Scriban.Runtime;

namespace Reconciler.Rendering.Text;

/// <summary>The facts of a notice as plain data: strings, numbers, truth values and lists of them. A template reaches nothing else.</summary>
internal static class NoticeModel
{
    private const int ShortDigits = 7;

    /// <summary>The data of a notice.</summary>
    public static ScriptObject Of(NoticeSpec notice, string language)
    {
        var model = Of(notice.Facts, Tongue.Of(language), IanaZones.TryGet(notice.Recipient.Zone));
        model["change"] = Lines.One(notice.Change);
        model["entry"] = Lines.One(notice.Entry);
        model["occasion"] = Lines.One(notice.Occasion);
        model["sequence"] = notice.Sequence;
        model["recipient"] = Plain.Object(
            ("name", notice.Recipient.Name),
            ("party", Plain.Word(notice.Recipient.Party)),
            ("role", notice.Recipient.Role));
        return model;
    }

    /// <summary>The data of facts, as a reader in some zone sees them.</summary>
    public static ScriptObject Of(NoticeFacts facts, Tongue tongue, DateTimeZone? reader)
    {
        var zone = IanaZones.OrUtc(facts.Zone);
        return Plain.Object(
            ("instance", facts.Instance),
            ("customer", facts.Customer),
            ("partner", facts.Partner),
            ("region", facts.Region),
            ("category", facts.Category is { } category ? Plain.Word(category) : null),
            ("summary", facts.Summary),
            ("summary_declared", facts.SummaryDeclared),
            ("applications", Plain.List(facts.Applications.Select(application => Plain.Object(("name", Plain.NameOf(application.Kind)), ("version", application.Version))))),
            ("data_centers", Plain.List(facts.DataCenters)),
            ("data_centers_kept", Plain.List(facts.DataCentersKept)),
            ("times", Times(facts, tongue, zone, reader ?? zone)),
            ("impact", Plain.Object(("level", Plain.Word(facts.Impact.Level)), ("text", facts.Impact.Text))),
            ("steps", Plain.List(facts.Steps)),
            ("back_out", facts.BackOut),
            ("target", facts.Target),
            ("release", facts.Release is { } release ? ReleaseOf(release, tongue) : null),
            ("requirements", Plain.List(facts.Requirements)),
            ("cop_file", facts.CopFile),
            ("cop_checksum", facts.CopChecksum),
            ("certificate", facts.Certificate),
            ("certificate_expiry", facts.CertificateExpiry is { } expiry ? tongue.Date(LocalDate.FromDateOnly(expiry)) : null),
            ("sso_steps", facts.SsoSteps),
            ("identity_provider", facts.IdentityProvider),
            ("integrations", Plain.List(facts.Integrations)),
            ("emergency_ground", facts.EmergencyGround is { } ground ? Plain.Word(ground) : null),
            ("customer_impact", facts.CustomerImpact),
            ("answer_by", facts.AnswerBy is { } by ? tongue.Point(Instant.FromDateTimeOffset(by), zone) : null),
            ("moves_left", facts.MovesLeft),
            ("reason", facts.Reason),
            ("commit", ShortOf(facts.Revision)),
            ("author", facts.Author),
            ("outcome", facts.Outcome is { } outcome ? OutcomeOf(outcome, tongue, zone) : null),
            ("incident", facts.Incident is { } incident ? IncidentOf(incident) : null),
            ("provider", ProviderOf(facts.Provider)));
    }

    /// <summary>The first seven digits of a commit, as people know it.</summary>
    public static string? ShortOf(string? revision) => revision is { Length: > ShortDigits } ? revision[..ShortDigits] : revision;

    private static ScriptObject Times(NoticeFacts facts, Tongue tongue, DateTimeZone zone, DateTimeZone reader)
    {
        var (start, end) = (Instant.FromDateTimeOffset(facts.Start), Instant.FromDateTimeOffset(facts.End));
        return Plain.Object(
            ("starts", tongue.Point(start, zone)),
            ("local", tongue.Span(start, end, zone)),
            ("reader", reader.Id == zone.Id ? null : tongue.Span(start, end, reader)),
            ("utc", tongue.Span(start, end, DateTimeZone.Utc)),
            ("previous", facts.PreviousStart is { } previous ? tongue.Point(Instant.FromDateTimeOffset(previous), zone) : null));
    }

    private static ScriptObject OutcomeOf(Outcome outcome, Tongue tongue, DateTimeZone zone) => Plain.Object(
        ("result", Plain.Word(outcome.Result)),
        ("ended", tongue.Point(Instant.FromDateTimeOffset(outcome.EndedAt), zone)),
        ("note", outcome.Note));

    private static ScriptObject ReleaseOf(ReleaseFact release, Tongue tongue) => Plain.Object(
        ("name", release.Name),
        ("available", tongue.Date(LocalDate.FromDateOnly(release.AvailableFrom))),
        ("column", release.Column),
        ("stay", Plain.Word(release.Stay)));

    private static ScriptObject IncidentOf(IncidentFact incident) => Plain.Object(
        ("case", incident.Case),
        ("summary", incident.Summary),
        ("severity", incident.Severity?.ToString()),
        ("service_level", incident.Recovery?.ServiceLevel),
        ("actions", Plain.List(incident.Recovery?.Actions ?? [])),
        ("timeline", incident.Recovery?.Timeline));

    private static ScriptObject ProviderOf(ProviderContacts provider) => Plain.Object(
        ("name", provider.Name),
        ("change_management", provider.ChangeManagement),
        ("tac_phone", provider.TacPhone),
        ("case_manager", provider.CaseManager),
        ("control_hub", provider.ControlHub),
        ("cop_downloads", provider.CopDownloads),
        ("trust_portal", provider.TrustPortal),
        ("support_language", provider.SupportLanguage),
        ("support_hours", provider.SupportHours));
}
