using TcpProbe.Core.Responding;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>One way for the loopback peer to behave, as the user meets it.</summary>
/// <param name="Name">The word of <c>--mode</c>.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Behaviour">What it does, in Core.</param>
/// <param name="Senseless">The options that would change nothing in it.</param>
internal sealed record ListenMode(string Name, string Help, ResponderBehaviour Behaviour, params string[] Senseless)
{
    private static readonly string[] s_reply = ["--reply", "--reply-hex", "--reply-file", "--reply-struct"];

    /// <summary>How long a drip waits before each byte.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(0.1);

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<ListenMode> All { get; } =
    [
        new("echo", "sends back what comes", new ResponderBehaviour.Echo()),
        new("recipe", "sends back one line, then reads the struct ! I 2s Q 2h f", new ResponderBehaviour.Recipe(), [.. s_reply, .. ListenExpectOptions.Names, "--log-struct"]),
        new("silent", "reads and never answers", new ResponderBehaviour.Silent(), [.. s_reply, "--delay"]),
        new("close", "closes (FIN) at once, or after its first --reply", new ResponderBehaviour.CloseAtOnce()),
        new("reset", "resets (RST) at once, or after its first --reply", new ResponderBehaviour.ResetAtOnce()),
        new("drip", "a byte each --interval: the reply, or . without end", new ResponderBehaviour.Drip(Interval)),
        new("fragment", "as echo, each byte in a segment of its own", new ResponderBehaviour.Fragment()),
        new("flood", "sends without end and reads nothing", new ResponderBehaviour.Flood(), "--log-struct"),
        new("tarpit", "reads nothing; its window is soon closed", new ResponderBehaviour.Tarpit(), [.. s_reply, .. ListenExpectOptions.Names, "--delay", "--log-struct", "--tls"]),
        new("full-backlog", "accepts nobody: its accept queue is full", new ResponderBehaviour.FullBacklog(), [.. s_reply, .. ListenExpectOptions.Names, "--banner", "--delay", "--log-struct", "--connections", "--tls"]),
    ];

    /// <summary>The words of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(mode => mode.Name)];

    /// <summary>The mode of a word.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static ListenMode Parse(string word) =>
        All.First(mode => mode.Name == Spelling.Demand(word, Names));
}
