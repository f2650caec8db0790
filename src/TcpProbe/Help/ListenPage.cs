using TcpProbe.Options;

namespace TcpProbe.Help;

/// <summary>The manual page tcpprobe-listen(1).</summary>
internal static class ListenPage
{
    private const string Description = """
        tcpprobe listen is a peer to test a client or a health check against: it behaves as it is told, politely or badly.
        It listens on 127.0.0.1 unless ADDRESS is given; PORT 0 takes any free one.

        The first line on standard output says where it listens.
        Then comes a line for each thing that happens, with what a client sent, in escapes.
        It ends after --connections, or by a signal.
        """;

    private const string Values = """
        D is a time: digits, perhaps with a fraction, and us, ms, s, m, h or d; seconds without one of these.
        FORMAT is that of the struct module of Python, such as !I2sh; each V is the value of a field.
        RE is a regular expression of .NET.
        An option that would change nothing in a mode is a mistake.
        """;

    /// <summary>The page.</summary>
    /// <param name="form">How it is called.</param>
    /// <param name="groups">Its options.</param>
    /// <param name="version">The version of the program.</param>
    public static string Text(string form, IReadOnlyList<OptionGroup> groups, string version)
    {
        MdocText page = ManPage.Begin("TCPPROBE-LISTEN", "tcpprobe-listen", "a loopback peer, polite or badly behaved", version);
        page.Macro("Sh", "SYNOPSIS");
        page.Macro("Nm", "tcpprobe");
        page.Macro(Synopsis.Of(form));
        page.Prose("DESCRIPTION", Description);
        page.Table("MODES", "What is done with each connection, by --mode:", ListenMode.All.Select(mode => new HelpEntry(mode.Name, mode.Help)), "Cm");
        page.Options(Values, groups);
        page.Table("EXIT STATUS", introduction: null, ExitCodeTable.OfListen(), "Sy");
        page.Examples(HelpExample.All().Where(example => example.Topic == "listen"));
        page.SeeAlso(("nc", 1), ("tcpprobe", 1));
        return page.ToString();
    }
}
