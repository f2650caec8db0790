using System.Globalization;
using TcpProbe.Core.Probing;
using TcpProbe.Endings;

namespace TcpProbe.Help;

/// <summary>The exit codes, each with what it says.</summary>
internal static class ExitCodeTable
{
    /// <summary>A row for each, from 0 up.</summary>
    public static IReadOnlyList<HelpEntry> Rows() =>
    [
        Row(ExitCode.Success, "success"),
        Row(ExitCode.Failure, "failures with different codes, a broken --fail-if, or a target that is up and should be down"),
        .. OfReasons(),
        Row(ExitCode.Usage, "the command line is wrong; nothing was sent"),
        Row(ExitCode.Bug, "a bug of tcpprobe"),
        Row(ExitCode.NotWritten, "the report could not be written"),
        Row(ExitCode.WaitRanOut, "the time of --wait is over"),
        Row(ExitCode.CommandDoesNotRun, "the command behind -- does not run"),
        Row(ExitCode.CommandNotFound, "the command behind -- was not found"),
        Row(ExitCode.Interrupted, "killed by SIGINT"),
        Row(ExitCode.ClosedPipe, "whoever read stdout has gone"),
        Row(ExitCode.Terminated, "killed by SIGTERM"),
    ];

    /// <summary>Those of the loopback peer.</summary>
    public static IReadOnlyList<HelpEntry> OfListen() =>
    [
        Row(ExitCode.Success, "all --connections are served"),
        Row(ExitCode.Failure, "one of them did not send what was expected"),
        Row(ExitCode.Of(FailureReason.LocalError), "it could not listen: the port is taken, or not allowed"),
        Row(ExitCode.Usage, "the command line is wrong"),
        Row(ExitCode.Bug, "a bug of tcpprobe"),
        Row(ExitCode.NotWritten, "what happened could not be written"),
        Row(ExitCode.Interrupted, "killed by SIGINT"),
        Row(ExitCode.ClosedPipe, "whoever read stdout has gone"),
        Row(ExitCode.Terminated, "killed by SIGTERM"),
    ];

    /// <summary>The few that most scripts look at.</summary>
    public static string InShort => $"{ExitCode.Success} ok, {ExitCode.Of(FailureReason.NameNotResolved)} to {ExitCode.Of(FailureReason.ReplyTooLarge)} by reason, {ExitCode.Usage} usage, {ExitCode.WaitRanOut} --wait ran out";

    /// <summary>What else there is to know of them.</summary>
    public const string Note = "--exit-codes simple makes every failure 1, --exit-codes reported makes it 0 once it is reported; -o nagios on stdout ends with a plugin's 0, 1, 2 or 3.";

    // Without LINQ over values, of which each instantiation is code of its own in the native program.
    private static List<HelpEntry> OfReasons()
    {
        List<HelpEntry> rows = [];
        for (int code = ExitCode.Of(FailureReason.NameNotResolved); code <= ExitCode.Of(FailureReason.ReplyTooLarge); code++)
        {
            List<string> words = [];
            foreach (FailureReason reason in Enum.GetValues<FailureReason>())
            {
                if (ExitCode.Of(reason) == code) words.Add(Words.Of(reason));
            }

            rows.Add(Row(code, $"failed: {string.Join(", ", words)}"));
        }

        return rows;
    }

    private static HelpEntry Row(int code, string meaning) => new(code.ToString(CultureInfo.InvariantCulture), meaning);
}
