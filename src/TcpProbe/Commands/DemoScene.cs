using System.Buffers;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Targets;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary>One probe of the demo: a peer, what the user would type, and the outcome it must have.</summary>
/// <param name="About">What the peer does.</param>
/// <param name="Typed">The options a user would type to see the same.</param>
/// <param name="Behaviour">The peer; <c>null</c> for a port that nobody listens on.</param>
/// <param name="Expected">The reason it must fail for; <c>null</c> if it must succeed.</param>
internal sealed record DemoScene(string About, string Typed, ResponderBehaviour? Behaviour, FailureReason? Expected)
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(500), s_long = TimeSpan.FromSeconds(30);

    /// <summary>The play.</summary>
    public static IReadOnlyList<DemoScene> All { get; } =
    [
        new("a service that answers", "", new ResponderBehaviour.Echo(), null),
        new("the same, its port only", "-z", new ResponderBehaviour.Echo(), null) { Exchange = Exchange.None },
        new("a service that is slow", "", new ResponderBehaviour.Slow(TimeSpan.FromMilliseconds(300)), null),
        new("a port that nobody listens on", "", null, FailureReason.Refused),
        new("a service that hangs", "--io-timeout 0.5", new ResponderBehaviour.Silent(), FailureReason.ReplyTimedOut) { IoTimeout = s_short },
        new("a proxy without a backend: it closes", "", new ResponderBehaviour.CloseAtOnce(), FailureReason.ClosedEarly),
        new("a proxy without a backend: it resets", "", new ResponderBehaviour.ResetAtOnce(), FailureReason.Reset),
        new("a service that trickles", "--reply-exactly 1k --deadline 0.5", new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(100)), FailureReason.ReplyTimedOut)
        {
            Deadline = s_short,
            Exchange = Exchange.Default with { Kind = ExchangeKind.Custom, Steps = [.. Exchange.Default.Steps.SkipLast(1), new ReplyStep(1024, Exactly: true)] },
        },
    ];

    /// <summary>What is said.</summary>
    public Exchange Exchange { get; init; } = Exchange.Default;

    /// <summary>The limit of a step; generous where it must not strike.</summary>
    public TimeSpan IoTimeout { get; init; } = s_long;

    /// <summary>The limit of the probe.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Probes the peer and shows what a user would have seen.</summary>
    /// <returns>Whether the outcome is the expected one.</returns>
    public bool Play(Streams streams, TimeProvider clock)
    {
        using Responder? peer = Behaviour is null ? null : Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), Behaviour, null, clock);

        // Bound and not listening: the port stays ours, so that nobody else can open it meanwhile.
        using Socket? closed = peer is null ? new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) : null;
        closed?.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = (peer?.EndPoint ?? (IPEndPoint)closed!.LocalEndPoint!).Port;

        ProbeReport report = new ProbeRunner(
            new ClientOptions
            {
                Target = new Target("127.0.0.1", port, IPAddress.Loopback),
                ConnectTimeout = s_long,
                IoTimeout = IoTimeout,
                Deadline = Deadline,
                Exchange = Exchange,
            },
            clock).Run();
        bool expected = report.Failure?.Reason == Expected;
        Show(report, port, expected, streams);
        return expected;
    }

    private void Show(ProbeReport report, int port, bool expected, Streams streams)
    {
        ArrayBufferWriter<byte> text = new();
        new HumanReport(Colour.IsWanted("auto")).Write(report, text);
        streams.Print($"# {About}\n$ {string.Join(' ', ["tcpprobe", "127.0.0.1", port, .. Typed.Split(' ', StringSplitOptions.RemoveEmptyEntries)])}\n");
        streams.Print(text.WrittenSpan);
        if (!expected) streams.Print($"  unexpected: this should have {(Expected is { } reason ? $"failed as {Words.Of(reason)}" : "succeeded")}\n");
        streams.Print("\n");
    }
}
