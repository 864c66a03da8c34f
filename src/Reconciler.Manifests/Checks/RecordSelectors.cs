using System.Globalization;
using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Which of the changes of one object a record speaks of, and so which selector it has to have.</summary>
internal enum Selector
{
    /// <summary>The object has one change: no selector.</summary>
    None,

    /// <summary>A change for each instance.</summary>
    Instance,

    /// <summary>A change for each occurrence of a schedule.</summary>
    Occurrence,

    /// <summary>A renewal for each expiry of a certificate.</summary>
    Expiry,
}

/// <summary>Checks the selectors of moves, announcements and outcomes.</summary>
internal static class RecordSelectors
{
    /// <summary>Reports records that lack the selector of their object, or have another.</summary>
    public static void Require(Selector wanted, IEnumerable<ChangeRecord> records, string path, Report report)
    {
        foreach (var (index, record) in records.Index())
        {
            RequireOne(wanted, record, $"{path}[{index}]", report);
        }
    }

    private static void RequireOne(Selector wanted, ChangeRecord record, string path, Report report)
    {
        (Selector Selector, string Name, bool IsGiven)[] selectors =
        [
            (Selector.Instance, "instance", record.Instance is not null),
            (Selector.Occurrence, "occurrence", record.Occurrence is not null),
            (Selector.Expiry, "expiry", record.Expiry is not null),
        ];

        foreach (var (selector, name, isGiven) in selectors)
        {
            if (isGiven && selector != wanted)
            {
                report(ReadProblems.Contradiction, $"{path}.{name}", $"'{path}.{name}' has no meaning here", wanted switch
                {
                    Selector.Instance => "say by 'instance' which change is meant",
                    Selector.Occurrence => "say by 'occurrence' which change is meant",
                    Selector.Expiry => "say by 'expiry' which renewal is meant",
                    _ => "remove it: the object has one change only",
                });
            }

            if (!isGiven && selector == wanted)
            {
                report(ReadProblems.MissingField, $"{path}.{name}", $"'{path}.{name}' is missing: the object has several changes", wanted switch
                {
                    Selector.Instance => "add 'instance', the name of the instance that is meant",
                    Selector.Occurrence => "add 'occurrence', the date that is meant, such as '20261208'",
                    _ => "add 'expiry', the date on which the renewed certificate expires",
                });
            }
        }

        if (wanted == Selector.Occurrence && record.Occurrence is { } occurrence && !IsOccurrence(occurrence))
        {
            report(ReadProblems.BadDate, path + ".occurrence", $"'{path}.occurrence' is '{occurrence}', but has to be a date such as '20261208', or '20261208-2100' where a day has several", "");
        }
    }

    private static bool IsOccurrence(string text) =>
        DateTime.TryParseExact(text, ["yyyyMMdd", "yyyyMMdd-HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
