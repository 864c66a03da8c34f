using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A COP file has the name of one, and fits the application and the version that it is for (product rule; policy, section 5).</summary>
internal static class Cop001
{
    public static Rule Rule { get; } = new(
        "COP001", "COP file name, fit for application and version", Severity.Error, Waivable: true, "file, application, the instance's version, cops of the policy")
    {
        OfChange = Cops.EachPending(Check),
        HoldsChanges = true,
    };

    private static Violation? Check(Change change, CopRequestSpec cop, World world)
    {
        if (!CopFileName.TryParse(cop.File, out var name))
        {
            return new("spec.file", $"'{cop.File}' is not the name of a COP file", "write it as it is downloaded, such as ciscocm.CSCwp27755_D0247-1.cop.sha512")
            { Short = "no COP file name" };
        }

        if (WrongApplication(name, cop, world.Policy.Cops) is { } taker)
        {
            return new("spec.application", $"{cop.File} is for {taker}, not for {Words.Of(cop.Application)}", "correct spec.application, or take the file for it")
            { Short = "COP file for another application" };
        }
        else if (change.Site?.Spec.Applications.FirstOrDefault(application => application.Kind == cop.Application) is { } application && !Fits(name.Release, application.Version))
        {
            return new("spec.file", $"{cop.File} is for release {name.Release}, and {Words.Of(cop.Application)} of {change.Window.Instance} runs {application.Version}", $"take the file for {application.Version}, or leave {change.Window.Instance} out")
            { Short = "COP file for another release" };
        }

        return null;
    }

    private static string? WrongApplication(CopFileName name, CopRequestSpec cop, CopPolicy policy) =>
        name.IsForDevices ? policy.DeviceApplications.Contains(cop.Application) ? null : string.Join(" and ", policy.DeviceApplications.Select(Words.Of))
        : name.Mark is { } mark && policy.Marks.TryGetValue(mark, out var application) && application != cop.Application ? Words.Of(application)
        : null;

    // A file names the first release of a train (V15FCS) for all of the train; a build belongs to a train, and to which update only a catalogue knows.
    private static bool Fits(ReleaseVersion? file, string running) =>
        file is not { } wanted || !ReleaseVersion.TryParse(running, out var version)
        || (wanted.Train == version.Train && (wanted.IsFirstOfTrain || version.Form != VersionForm.Release || wanted == version));
}
