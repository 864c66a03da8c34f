namespace Reconciler.Kubernetes.Objects;

/// <summary>How a server-side apply is done.</summary>
/// <param name="FieldManager">Who owns the fields.</param>
/// <param name="Force">Take fields over from other managers instead of a conflict. Default: true, as controllers do.</param>
/// <param name="DryRun">Check everything, change nothing.</param>
/// <param name="Warns">Whether the server warns of fields that it does not know: it reads the text a second time for it. Default: true, as servers do.</param>
public sealed record ApplyOptions(string FieldManager, bool Force = true, bool DryRun = false, bool Warns = true)
{
    internal string Query =>
        $"?fieldManager={Uri.EscapeDataString(FieldManager)}{(Force ? "&force=true" : "")}{(DryRun ? "&dryRun=All" : "")}{(Warns ? "" : "&fieldValidation=Ignore")}";
}
