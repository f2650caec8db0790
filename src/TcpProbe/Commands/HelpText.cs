using System.Text;
using TcpProbe.Options;

namespace TcpProbe.Commands;

/// <summary>The help, made from the option tables; 80 columns wide.</summary>
internal static class HelpText
{
    private const int Width = 80, Column = 30;

    private const string Usage = """
        tcpprobe HOST PORT [options]     connect, talk, say what happened
        tcpprobe HOST:PORT … [options]   the same, also for many; [::1]:80 for IPv6
        tcpprobe HOST 80,443,8000-8010   the ports of a host, with -z
        tcpprobe … -- COMMAND ARGS       then become the command, if all went well
        tcpprobe listen [ADDRESS:]PORT   a loopback peer, polite or badly behaved
        tcpprobe wait-for-it …           the script of that name, its words and habits
        tcpprobe demo                    the whole tool on a peer of its own
        tcpprobe help                    every option
        """;

    private const string Examples = """
        Examples
          tcpprobe localhost 9999 --connect-timeout 3.5   the default exchange
          tcpprobe db 5432 -z -t 0.5                      open, within half a second?
          tcpprobe cache:6379 --send 'PING\r\n' --expect +PONG -o json
          tcpprobe db:5432 cache:6379 -z --wait 60 -- npm test

        """;

    private const string ExitCodes = """
        Exit codes
          0 ok    10 name    11 refused    12 connect timed out    13 unreachable
          14 local error    15 TLS or certificate    16 reset    17 closed early
          18 reply or send timed out    19 not what was expected    64 usage
          1 several reasons, or --fail-if    124 --wait ran out    126, 127 no command
          70 a bug    74 not written    130, 143 killed by a signal    141 stdout closed

        """;

    /// <summary>The help of the everyday command: what is used every day, or everything.</summary>
    public static string OfProbe(IReadOnlyList<OptionGroup> groups, bool everything)
    {
        StringBuilder text = new();
        _ = text.AppendLine(Usage).AppendLine();
        foreach (OptionGroup group in groups) AppendGroup(text, group, everything);
        return text.Append(Examples).AppendLine().Append(ExitCodes).ToString();
    }

    /// <summary>The help of another command.</summary>
    public static string Of(string usage, string about, IReadOnlyList<OptionGroup> groups)
    {
        StringBuilder text = new();
        _ = text.AppendLine(usage).AppendLine().AppendLine(about);
        if (groups.Count > 0) _ = text.AppendLine();
        foreach (OptionGroup group in groups) AppendGroup(text, group, everything: true);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendGroup(StringBuilder text, OptionGroup group, bool everything)
    {
        OptionSpec[] shown = [.. group.Specs.Where(spec => everything || spec.Everyday)];
        if (shown.Length == 0) return;
        AppendWrapped(text, group.Title, indent: 0);
        foreach (OptionSpec spec in shown) AppendRow(text, Left(spec), Right(spec));
        _ = text.AppendLine();
    }

    private static string Left(OptionSpec spec)
    {
        return string.Join(", ", spec.Names) + (spec.ValueName is { } value ? $" {value}" : string.Empty);
    }

    private static string Right(OptionSpec spec)
    {
        string choices = spec.Choices.Count > 0 ? $" ({string.Join(", ", spec.Choices)})" : string.Empty;
        string unset = spec.Default is { } value ? $" [{value}]" : string.Empty;
        return spec.Help + choices + unset;
    }

    private static void AppendRow(StringBuilder text, string left, string right)
    {
        _ = text.Append("  ").Append(left);
        if (left.Length + 2 >= Column - 1) _ = text.AppendLine().Append(' ', Column);
        else _ = text.Append(' ', Column - left.Length - 2);
        AppendWrapped(text, right, Column);
    }

    private static void AppendWrapped(StringBuilder text, string words, int indent)
    {
        int at = indent;
        foreach (string word in words.Split(' '))
        {
            if (at > indent && at + 1 + word.Length > Width)
            {
                _ = text.AppendLine().Append(' ', indent);
                at = indent;
            }
            else if (at > indent)
            {
                _ = text.Append(' ');
                at++;
            }

            _ = text.Append(word);
            at += word.Length;
        }

        _ = text.AppendLine();
    }
}
