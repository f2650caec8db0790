namespace TcpProbe.Endings;

/// <summary>What a caller who cannot tell codes apart makes of them.</summary>
internal enum ExitCodeProfile
{
    /// <summary>A code for each reason.</summary>
    Default,

    /// <summary>Every code but 0 and those of signals becomes 1.</summary>
    Simple,

    /// <summary>0 once the report is written, whatever it says.</summary>
    Reported,
}

/// <summary>The profiles at work.</summary>
internal static class ExitCodeProfiles
{
    /// <summary>The words of <c>--exit-codes</c>.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["default", "simple", "reported"];

    /// <summary>The profile of a word, <c>null</c> if there is none.</summary>
    public static ExitCodeProfile? Of(string word) => word switch
    {
        "default" => ExitCodeProfile.Default,
        "simple" => ExitCodeProfile.Simple,
        "reported" => ExitCodeProfile.Reported,
        _ => null,
    };

    /// <summary>The code that the process ends with instead.</summary>
    public static int Apply(this ExitCodeProfile profile, int code) => profile switch
    {
        ExitCodeProfile.Simple when code is not (ExitCode.Success or ExitCode.Interrupted or ExitCode.ClosedPipe or ExitCode.Terminated) => ExitCode.Failure,
        ExitCodeProfile.Reported when code is not (ExitCode.Usage or ExitCode.Bug or ExitCode.NotWritten or ExitCode.CommandDoesNotRun or ExitCode.CommandNotFound or ExitCode.Interrupted or ExitCode.ClosedPipe or ExitCode.Terminated) => ExitCode.Success,
        _ => code,
    };

    /// <summary>The profile that a command line asks for, even one with a mistake elsewhere.</summary>
    public static ExitCodeProfile In(IReadOnlyList<string> args)
    {
        ExitCodeProfile profile = ExitCodeProfile.Default;
        for (int i = 0; i < args.Count && args[i] != "--"; i++)
        {
            string? word = args[i].StartsWith("--exit-codes=", StringComparison.Ordinal) ? args[i]["--exit-codes=".Length..]
                : args[i] == "--exit-codes" && i + 1 < args.Count ? args[i + 1]
                : null;
            if (word is not null && Of(word) is { } known) profile = known;
        }

        return profile;
    }
}
