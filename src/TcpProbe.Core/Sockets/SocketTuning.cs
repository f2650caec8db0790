using System.Net;

namespace TcpProbe.Core.Sockets;

/// <summary>What is asked of the kernel before the connect; <c>null</c> leaves it to the kernel.</summary>
public sealed record SocketTuning
{
    /// <summary>How many SYNs are sent again, 1 to 127 (<c>TCP_SYNCNT</c>).</summary>
    public int? SynRetries { get; init; }

    /// <summary>Whether a local address in use may be bound (<c>SO_REUSEADDR</c>).</summary>
    public bool ReuseAddress { get; init; }

    /// <summary>Whether small segments are sent at once (<c>TCP_NODELAY</c>).</summary>
    public bool NoDelay { get; init; } = true;

    /// <summary>The receive buffer asked for, in bytes (<c>SO_RCVBUF</c>).</summary>
    public int? ReceiveBuffer { get; init; }

    /// <summary>The send buffer asked for, in bytes (<c>SO_SNDBUF</c>).</summary>
    public int? SendBuffer { get; init; }

    /// <summary>The local address to bind, and its port if not 0 (bind(2)).</summary>
    public IPEndPoint? Source { get; init; }

    /// <summary>The name of the network interface (<c>SO_BINDTODEVICE</c>).</summary>
    public string? Interface { get; init; }

    /// <summary>Keepalive probes (<c>SO_KEEPALIVE</c>).</summary>
    public KeepAlive? KeepAlive { get; init; }

    /// <summary>How long sent data may stay unacknowledged (<c>TCP_USER_TIMEOUT</c>).</summary>
    public TimeSpan? UserTimeout { get; init; }

    /// <summary>The largest segment to send, in bytes (<c>TCP_MAXSEG</c>).</summary>
    public int? MaxSegment { get; init; }

    /// <summary>The hop limit, 1 to 255 (<c>IP_TTL</c>).</summary>
    public int? TimeToLive { get; init; }

    /// <summary>The differentiated services code point, 0 to 63 (upper six bits of <c>IP_TOS</c>, RFC 2474).</summary>
    public int? Dscp { get; init; }

    /// <summary>The name of the congestion control algorithm (<c>TCP_CONGESTION</c>).</summary>
    public string? Congestion { get; init; }

    /// <summary>The options among these that the system this runs on does not have.</summary>
    public IEnumerable<SocketOption> Unsupported
    {
        get
        {
            // Known when the program is linked, which leaves the rest out; and it is written out, since a query of Where and Select has its
            // code looked up at run time.
            if (OperatingSystem.IsLinux()) yield break;
            foreach (SocketSetting setting in SocketSettings.Of(this))
            {
                if (setting.IsRequested && !setting.Option.IsSupported) yield return setting.Option;
            }
        }
    }
}
