namespace Reconciler.Manifests;

/// <summary>What can be wrong with a manifest: values of <see cref="Core.Policy.Finding.Rule"/> outside the rule table.</summary>
public static class ReadProblems
{
    /// <summary>The text breaks the grammar of YAML.</summary>
    public const string NotYaml = nameof(NotYaml);

    /// <summary>The file is not UTF-8 text: binary, of another encoding, or with characters that no text has.</summary>
    public const string BadEncoding = nameof(BadEncoding);

    /// <summary>The file or one of its texts is larger than anything that people write.</summary>
    public const string TooLarge = nameof(TooLarge);

    /// <summary>Lists and mappings are nested deeper than anything that people write.</summary>
    public const string TooDeep = nameof(TooDeep);

    /// <summary>Aliases make the file many times larger than its text.</summary>
    public const string TooManyAliases = nameof(TooManyAliases);

    /// <summary>The file has so many problems that the rest is not listed.</summary>
    public const string TooManyProblems = nameof(TooManyProblems);

    /// <summary>An alias names no anchor, or one that it is part of; or a merge key has nothing to merge.</summary>
    public const string BadAlias = nameof(BadAlias);

    /// <summary>A tag asks for a type that manifests do not have.</summary>
    public const string BadTag = nameof(BadTag);

    /// <summary>A key is given twice in one mapping.</summary>
    public const string DuplicateKey = nameof(DuplicateKey);

    /// <summary>A document is no object: it has no <c>apiVersion</c> and <c>kind</c>, or is no mapping at all.</summary>
    public const string NotAnObject = nameof(NotAnObject);

    /// <summary>The version of the API group, or the group itself, is misspelt or does not exist.</summary>
    public const string WrongApiVersion = nameof(WrongApiVersion);

    /// <summary>The API group has no such kind.</summary>
    public const string UnknownKind = nameof(UnknownKind);

    /// <summary>A kind of the API group that this version knows by name only; the object is passed over. Severity info.</summary>
    public const string NotYetRead = nameof(NotYetRead);

    /// <summary>Two objects have the same kind, namespace and name.</summary>
    public const string DuplicateObject = nameof(DuplicateObject);

    /// <summary>There is an operational policy beside the one named <c>default</c>.</summary>
    public const string SecondPolicy = nameof(SecondPolicy);

    /// <summary>A cluster-scoped object has a namespace.</summary>
    public const string NamespaceNotAllowed = nameof(NamespaceNotAllowed);

    /// <summary>A field is not one of the kind's.</summary>
    public const string UnknownField = nameof(UnknownField);

    /// <summary>A field that must be there is absent or empty.</summary>
    public const string MissingField = nameof(MissingField);

    /// <summary>A value has another type than its field: a list for a text, a quoted number for a number.</summary>
    public const string WrongType = nameof(WrongType);

    /// <summary>A value is none of the words that its field takes.</summary>
    public const string UnknownValue = nameof(UnknownValue);

    /// <summary>A number or duration is outside the range of its field, or a list too short.</summary>
    public const string OutOfRange = nameof(OutOfRange);

    /// <summary>A text is not of the form that its field takes.</summary>
    public const string BadFormat = nameof(BadFormat);

    /// <summary>Not a duration such as <c>4h30m</c>.</summary>
    public const string BadDuration = nameof(BadDuration);

    /// <summary>Not a date such as <c>2026-12-08</c>.</summary>
    public const string BadDate = nameof(BadDate);

    /// <summary>Not an instant with its offset, such as <c>2026-12-08T21:00:00-05:00</c>.</summary>
    public const string BadInstant = nameof(BadInstant);

    /// <summary>Not a time of day such as <c>06:00</c>.</summary>
    public const string BadTime = nameof(BadTime);

    /// <summary>Not a zone of the IANA tz database.</summary>
    public const string BadZone = nameof(BadZone);

    /// <summary>Not a five-field cron expression.</summary>
    public const string BadCron = nameof(BadCron);

    /// <summary>Not a release or build of an application.</summary>
    public const string BadVersion = nameof(BadVersion);

    /// <summary>Not a plain mail address.</summary>
    public const string BadEmail = nameof(BadEmail);

    /// <summary>Not a language tag such as <c>zh-CN</c>.</summary>
    public const string BadLanguage = nameof(BadLanguage);

    /// <summary>Not a name that Kubernetes takes.</summary>
    public const string BadName = nameof(BadName);

    /// <summary>Two things of one list have the same name.</summary>
    public const string DuplicateName = nameof(DuplicateName);

    /// <summary>A name refers to something that the same object does not have.</summary>
    public const string UnknownName = nameof(UnknownName);

    /// <summary>Fields of one object contradict each other.</summary>
    public const string Contradiction = nameof(Contradiction);

    /// <summary>A ConfigMap of templates holds something that is no template.</summary>
    public const string BadTemplate = nameof(BadTemplate);
}
