using System.Buffers;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Runs;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary>One probe of the demo: a peer, the options, and the outcome it must have.</summary>
/// <param name="About">What the peer does.</param>
/// <param name="Typed">The options of the probe.</param>
/// <param name="Behaviour">The peer; <c>null</c> for a port that nobody listens on.</param>
/// <param name="Expected">The reason it must fail for; <c>null</c> if it must succeed.</param>
internal sealed record DemoScene(string About, string Typed, ResponderBehaviour? Behaviour, FailureReason? Expected)
{
    /// <summary>The play.</summary>
    public static IReadOnlyList<DemoScene> All { get; } =
    [
        new("a service that answers", "", new ResponderBehaviour.Echo(), null),
        new("the same, its port only", "-z", new ResponderBehaviour.Echo(), null),
        new("a service that is slow", "", new ResponderBehaviour.Echo(), null) { Terms = new() { Delay = TimeSpan.FromMilliseconds(300) } },
        new("a port that nobody listens on", "", null, FailureReason.Refused),
        new("a service that hangs", "--io-timeout 0.5", new ResponderBehaviour.Silent(), FailureReason.ReplyTimedOut),
        new("a proxy without a backend: it closes", "", new ResponderBehaviour.CloseAtOnce(), FailureReason.ClosedEarly),
        new("a proxy without a backend: it resets", "", new ResponderBehaviour.ResetAtOnce(), FailureReason.Reset),
        new("a proxy without a backend, and nothing to say to it", "--stay 0.2", new ResponderBehaviour.CloseAtOnce(), FailureReason.ClosedEarly),
        new("a service that answers something else", @"--send 'PING\r\n' --expect-start +PONG", new ResponderBehaviour.Echo(), FailureReason.ReplyMismatch),
        new("a service that answers a struct with a wrong field", "--send-struct '>I2sh 7 ab -3' --expect-struct '>I2sh 1..9 ab 3'", new ResponderBehaviour.Echo(), FailureReason.ReplyMismatch),
        new("a service that trickles", "--reply-exactly 1k --deadline 0.5", new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(100)), FailureReason.ReplyTimedOut),
    ];

    /// <summary>What the peer says and demands; <c>null</c> for nothing beyond its behaviour.</summary>
    public ResponderTerms? Terms { get; init; }

    /// <summary>Probes the peer and shows what was typed and what a user would have seen.</summary>
    /// <returns>Whether the outcome is the expected one.</returns>
    public bool Play(Streams streams, TimeProvider clock)
    {
        using Responder? peer = Behaviour is null ? null : Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), Behaviour, null, clock, Terms);

        // Bound and not listening: the port stays ours, so that nobody else can open it meanwhile.
        using Socket? closed = peer is null ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) : null;
        closed?.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = (peer?.EndPoint ?? (IPEndPoint)closed!.LocalEndPoint!).Port;

        string[] words = ["127.0.0.1", $"{port}", .. Split(Typed)];
        ProbeReport report = new ProbeRunner(new ProbeCommand().Read(words).Targets[0], clock).Run();
        bool expected = report.Failure?.Reason == Expected;
        Show(port, report, expected, streams);
        return expected;
    }

    // As a shell would split it: single quotes hold blanks together.
    private static IEnumerable<string> Split(string typed) =>
        typed.Split('\'').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private void Show(int port, ProbeReport report, bool expected, Streams streams)
    {
        ArrayBufferWriter<byte> text = new();
        new HumanReport(new HumanStyle(Colour.IsWanted("auto"))).Write(new JudgedReport(report, Sequence: 1, new Goal.Up()), text);
        streams.Print($"# {About}\n$ tcpprobe {$"127.0.0.1 {port} {Typed}".TrimEnd()}\n");
        streams.Print(text.WrittenSpan);
        if (!expected) streams.Print($"  unexpected: this should have {(Expected is { } reason ? $"failed as {Words.Of(reason)}" : "succeeded")}\n");
        streams.Print("\n");
    }
}
