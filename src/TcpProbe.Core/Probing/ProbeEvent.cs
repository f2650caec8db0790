using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Probing;

/// <summary>Something that happened while a probe ran, for whoever looks on.</summary>
public abstract record ProbeEvent
{
    private ProbeEvent()
    {
    }

    /// <summary>The name has these addresses.</summary>
    public sealed record Resolved(IReadOnlyList<IPAddress> Addresses, TimeSpan? Elapsed) : ProbeEvent;

    /// <summary>A socket was made and tuned.</summary>
    public sealed record Tuned(EffectiveTuning Tuning, KernelFacts? Kernel) : ProbeEvent;

    /// <summary>A connect begins.</summary>
    public sealed record Connecting(IPEndPoint Remote, TimeSpan? Timeout) : ProbeEvent;

    /// <summary>An attempt has ended, connected or not.</summary>
    public sealed record Attempted(Attempt Attempt, TcpInfo? TcpInfo, TimeSpan SinceStart) : ProbeEvent;

    /// <summary>The TLS handshake has ended, well or not.</summary>
    public sealed record HandsShaken(TlsSession Session, Failure? Failure, TimeSpan Elapsed) : ProbeEvent;

    /// <summary>A step of the exchange has ended.</summary>
    public sealed record StepEnded(StepResult Step, ExchangeStep Said, Reply? Reply, TimeSpan SinceStart) : ProbeEvent;

    /// <summary>The connection was closed.</summary>
    public sealed record ConnectionClosed(CloseStyle Style, TimeSpan SinceStart) : ProbeEvent;

    /// <summary>A call was made on the socket; raised only for an observer that wants every call.</summary>
    public sealed record Called(SocketCall Call) : ProbeEvent;
}
