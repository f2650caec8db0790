using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Sockets;

/// <summary>How one connection attempt ended: a fact, with the time it took.</summary>
internal abstract record ConnectResult(TimeSpan Elapsed)
{
    /// <summary>The handshake is complete; <paramref name="Info"/> is the kernel's view of it before anything was sent.</summary>
    public sealed record Established(TimeSpan Elapsed, TcpInfo? Info) : ConnectResult(Elapsed);

    /// <summary>The socket met itself (simultaneous open, RFC 9293 §3.5): both ends are one, nobody listens there.</summary>
    public sealed record SelfConnected(TimeSpan Elapsed) : ConnectResult(Elapsed);

    /// <summary>The kernel ended the attempt with an error.</summary>
    public sealed record Failed(TimeSpan Elapsed, Errno Error) : ConnectResult(Elapsed);

    /// <summary>
    /// Our limit ended the attempt while the kernel was still trying, having sent <paramref name="SynsResent"/> SYNs again
    /// (<c>null</c> if it does not tell) without hearing anything.
    /// </summary>
    public sealed record TimedOut(TimeSpan Elapsed, TimeLimit Limit, int? SynsResent) : ConnectResult(Elapsed);
}
