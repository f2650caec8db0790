using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Probing;

/// <summary>The finished probe: what was asked, what happened, how long it took.</summary>
public sealed record ProbeReport
{
    /// <summary>What the probe was told.</summary>
    public required ClientOptions Options { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How it failed, <c>null</c> if it did not.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The addresses tried, in order.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>The peer that was connected to.</summary>
    public IPEndPoint? Remote { get; init; }

    /// <summary>Our end of that connection.</summary>
    public IPEndPoint? Local { get; init; }

    /// <summary>How long each phase took.</summary>
    public PhaseTimings Timings { get; init; } = new();

    /// <summary>The wall time from the resolution to the close, the set-up of sockets between them included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The socket options of the last socket that was made.</summary>
    public EffectiveTuning? Tuning { get; init; }

    /// <summary>What the kernel said of itself, if it was asked.</summary>
    public KernelFacts? Kernel { get; init; }

    /// <summary>The kernel's view of the connection before anything was sent.</summary>
    public TcpInfo? TcpInfo { get; init; }

    /// <summary>What the TLS handshake agreed on, or had learnt before it failed; <c>null</c> without one.</summary>
    public TlsSession? Tls { get; init; }

    /// <summary>The steps of the exchange that were begun.</summary>
    public IReadOnlyList<StepResult> Steps { get; init; } = [];

    /// <summary>How many bytes the kernel took from us, <c>null</c> without a connection.</summary>
    public long? BytesSent { get; init; }

    /// <summary>How many bytes came, <c>null</c> without a connection.</summary>
    public long? BytesReceived { get; init; }

    /// <summary>What the peer said, also on failures.</summary>
    public Reply? Reply { get; init; }

    /// <summary>The reply read as the struct that was asked for.</summary>
    public StructReading? ReplyStruct =>
        Reply is { } reply && Options.ReplyStruct is { } format ? StructReading.Of(format, reply.Head.Span) : null;
}
