using TcpProbe.Options;

namespace TcpProbe.Help;

/// <summary>The manual page tcpprobe(1).</summary>
internal static class ProbePage
{
    private const string Description = """
        tcpprobe connects to a TCP service, talks to it as it is told and says what happened: in one line, and in one exit code for each cause.
        A service that accepts and then stays silent, closes or resets has failed, unless -z asks for the port alone.

        Without any option that says what the conversation is, a probe does the default exchange: it sends the line data\n, then a struct of 22 bytes, and takes one reply.
        That is meant for services that speak it, and for tcpprobe-listen(1).
        Any other service gets a conversation of its own, with --send and --expect and the other steps, in the order in which they stand on the command line.
        By themselves, -z is nothing but the connect, --tls the TLS handshake, and --stay a wait in which the connection must stay open.

        Two words, the first without a port, are HOST PORT; otherwise every word is HOST:PORT, with brackets around an IPv6 address.
        PORT is a number or a name of services(5), and after HOST also a list of them, with ranges.
        All addresses behind a name are tried in turn until one connects.
        Several targets are probed at once, and each has its line.

        The report goes to standard output, everything else to standard error.
        Nothing that a peer sent reaches the terminal raw: it is shown with the escapes of TEXT.

        After success the COMMAND behind -- takes the place of the process, and the report goes to standard error.
        """;

    /// <summary>What holds for all options, and what the words stand for that name their values.</summary>
    public const string Values = """
        Options stand before, behind or between the words.
        Of an option that is given twice the last one counts; only steps, --fail-if, -v and reports in files (-o FORMAT=FILE) add up.

        D is a time: digits, perhaps with a fraction, and us, ms, s, m, h or d; seconds without one of these.
        SIZE counts bytes, or with k (KiB), M (MiB) or G (GiB) powers of 1024.
        TEXT is sent as it is, but for the escapes \r \n \t \\ \0 \xHH and \$.
        FORMAT is that of the struct module of Python, such as !I2sh; each V is the value of a field.
        With values behind it a format that holds blanks ends with a colon: '! I 2s h: 7 ab 3'.
        RE is a regular expression of .NET.

        METRIC is loss (0 to 1), failed, ok, syn_retransmits, or STAT.PHASE, which is a time.
        STAT is min, mean, median, p90, p95, p99, max, stddev or jitter; PHASE is resolve, connect, tls, exchange, close, total or rtt.
        RANGE is [@]START:END in seconds, outside of which there is an alert, or inside with @; 10 is 0:10, 10: has no end, ~:10 no start.

        A file of --targets has HOST:PORT a line, and perhaps blanks and a label, which the reports show; lines that begin with # are comments.
        """;

    private const string Documents = """

        The packages put documents about each subject, such as exchange.md and runs.md, into share/doc/tcpprobe below /usr or where they were unpacked.
        """;

    private const string Diagnostics = """
        A failure is told as a phase (resolve, connect, tls, exchange, close), in the exchange with the number of the step, and one of these reasons, the same word in every format.
        The line below is a hint for whoever is to act on it.
        """;

    private const string Standards = """
        TCP is RFC 9293, TLS 1.2 and 1.3 are RFC 5246 and RFC 8446.
        The name of a peer is looked for in its certificate as RFC 9525 says.
        """;

    private const string Caveats = """
        A port that is open, which is all that -z asks, says little: a proxy accepts before it knows whether there is anybody behind it.

        reset and closed_early are often one fault, seen microseconds apart: scripts should treat them alike.

        Keep --deadline half a second below the limit of whoever calls, so that the cause is told before the caller kills the probe.

        Systems other than Linux do not tell all that is reported, and have fewer of the socket options.
        """;

    /// <summary>The page.</summary>
    /// <param name="groups">Its options.</param>
    /// <param name="waiting">The options of wait-for-it.</param>
    /// <param name="aboutWaiting">What wait-for-it does, in sentences.</param>
    /// <param name="version">The version of the program.</param>
    public static string Text(IReadOnlyList<OptionGroup> groups, OptionGroup waiting, string aboutWaiting, string version)
    {
        MdocText page = ManPage.Begin("TCPPROBE", "tcpprobe", "connect to a TCP service, talk to it, and say what happened", version);
        page.Macro("Sh", "SYNOPSIS");
        foreach (UsageLine usage in UsageLine.All())
        {
            page.Macro("Nm");
            page.Macro(Synopsis.Of(usage.Form));
        }

        page.Prose("DESCRIPTION", Description);
        page.Options(Values, groups);
        page.Table("COMMANDS", "A command is one only as the very first word; behind an option, or as HOST:PORT, it is a host.", Commands(), "Cm");
        page.Group("wait-for-it", aboutWaiting, waiting);
        page.Table("ENVIRONMENT", introduction: null, Surroundings.Variables(), "Ev");
        page.Table("FILES", introduction: null, Surroundings.Files(), "Pa");
        page.Table("EXIT STATUS", introduction: null, ExitCodeTable.Rows(), "Sy");
        page.Paragraphs($"\n{ExitCodeTable.Note}");
        page.Examples(HelpExample.All());
        page.Table("DIAGNOSTICS", Diagnostics, ReasonTable.Rows(), "Sy");
        page.SeeAlso(("nc", 1), ("tcpprobe-listen", 1), ("resolv.conf", 5), ("services", 5), ("socket", 7), ("tcp", 7));
        page.Paragraphs(Documents);
        page.Prose("STANDARDS", Standards);
        page.Prose("CAVEATS", Caveats);
        return page.ToString();
    }

    private static IEnumerable<HelpEntry> Commands() =>
        UsageLine.All().Where(usage => char.IsAsciiLetterLower(usage.Form[0])).Select(usage => new HelpEntry(usage.Form, usage.Meaning));
}
