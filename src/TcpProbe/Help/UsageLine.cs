namespace TcpProbe.Help;

/// <summary>A way to call the program.</summary>
/// <param name="Form">The words behind its name.</param>
/// <param name="Meaning">What it does, in a clause.</param>
internal sealed record UsageLine(string Form, string Meaning)
{
    /// <summary>Whether <c>--help</c> shows it.</summary>
    public bool Everyday { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UsageLine> All() =>
    [
        new("HOST PORT [options]", "connect, talk, say what happened") { Everyday = true },
        new("HOST:PORT … [options]", "the same, also for many; [::1]:80 for IPv6") { Everyday = true },
        new("HOST 80,443,8000-8010", "the ports of a host, with -z"),
        new("… -- COMMAND ARGS", "then become the command, if all went well") { Everyday = true },
        new("listen [ADDRESS:]PORT", "a loopback peer, polite or badly behaved") { Everyday = true },
        new("wait-for-it …", "the script of that name, its words and habits"),
        new("demo", "the whole tool on a peer of its own") { Everyday = true },
        new("help [TOPIC]", "every option, one topic, or one option") { Everyday = true },
    ];
}
