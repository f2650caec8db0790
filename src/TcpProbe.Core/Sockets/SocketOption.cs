using System.Net.Sockets;

namespace TcpProbe.Core.Sockets;

/// <summary>One socket option: its name in reports, its name in the manual pages, and how each system numbers it.</summary>
/// <param name="Name">The key in reports, such as <c>recv_buffer</c>.</param>
/// <param name="KernelName">The name in socket(7), tcp(7) or ip(7), such as <c>SO_RCVBUF</c>.</param>
/// <param name="Linux">Level and number on Linux, for IPv4 and where they differ for IPv6.</param>
/// <param name="Portable">The option of .NET that has the same meaning everywhere, <c>null</c> if only Linux has it.</param>
public sealed record SocketOption(string Name, string KernelName, LinuxOption Linux, PortableOption? Portable = null)
{
    private const int SolSocket = 1;
    private const int SolTcp = 6;

    /// <summary>How many SYNs are sent again before the kernel gives up (a count), tcp(7).</summary>
    public static SocketOption SynRetries { get; } = new("syn_retries", "TCP_SYNCNT", new(SolTcp, 7));

    /// <summary>Whether a local address in use may be bound, socket(7); never SO_REUSEPORT with it.</summary>
    public static SocketOption ReuseAddress { get; } = new("reuse_address", "SO_REUSEADDR", new(SolSocket, 2), new(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress));

    /// <summary>Whether small segments are sent at once (Nagle's algorithm off), tcp(7).</summary>
    public static SocketOption NoDelay { get; } = new("nodelay", "TCP_NODELAY", new(SolTcp, 1), new(SocketOptionLevel.Tcp, SocketOptionName.NoDelay));

    /// <summary>The receive buffer in bytes, which the kernel doubles, socket(7).</summary>
    public static SocketOption ReceiveBuffer { get; } = new("recv_buffer", "SO_RCVBUF", new(SolSocket, 8), new(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer));

    /// <summary>The send buffer in bytes, which the kernel doubles, socket(7).</summary>
    public static SocketOption SendBuffer { get; } = new("send_buffer", "SO_SNDBUF", new(SolSocket, 7), new(SocketOptionLevel.Socket, SocketOptionName.SendBuffer));

    /// <summary>The local address, bind(2).</summary>
    public static SocketOption Source { get; } = new("source", "bind", default);

    /// <summary>The network interface, socket(7).</summary>
    public static SocketOption Interface { get; } = new("interface", "SO_BINDTODEVICE", new(SolSocket, 25));

    /// <summary>Whether an idle connection is probed, socket(7).</summary>
    public static SocketOption KeepAlive { get; } = new("keepalive", "SO_KEEPALIVE", new(SolSocket, 9), new(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));

    /// <summary>Idle seconds before the first keepalive probe, tcp(7).</summary>
    public static SocketOption KeepAliveIdle { get; } = new("keepalive_idle", "TCP_KEEPIDLE", new(SolTcp, 4), new(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));

    /// <summary>Seconds between keepalive probes, tcp(7).</summary>
    public static SocketOption KeepAliveInterval { get; } = new("keepalive_interval", "TCP_KEEPINTVL", new(SolTcp, 5), new(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));

    /// <summary>Keepalive probes without an answer before the connection is dropped, tcp(7).</summary>
    public static SocketOption KeepAliveCount { get; } = new("keepalive_count", "TCP_KEEPCNT", new(SolTcp, 6), new(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));

    /// <summary>How long sent data may stay unacknowledged, in milliseconds, tcp(7).</summary>
    public static SocketOption UserTimeout { get; } = new("user_timeout", "TCP_USER_TIMEOUT", new(SolTcp, 18));

    /// <summary>The largest segment to send, in bytes, tcp(7).</summary>
    public static SocketOption MaxSegment { get; } = new("mss", "TCP_MAXSEG", new(SolTcp, 2));

    /// <summary>The hop limit, ip(7) and ipv6(7).</summary>
    public static SocketOption TimeToLive { get; } = new("ttl", "IP_TTL", new(0, 2, 41, 16), new(SocketOptionLevel.IP, SocketOptionName.IpTimeToLive));

    /// <summary>The type of service byte whose upper six bits are the DSCP, ip(7) and ipv6(7).</summary>
    public static SocketOption TypeOfService { get; } = new("dscp", "IP_TOS", new(0, 1, 41, 67), new(SocketOptionLevel.IP, SocketOptionName.TypeOfService));

    /// <summary>The congestion control algorithm, tcp(7).</summary>
    public static SocketOption Congestion { get; } = new("congestion", "TCP_CONGESTION", new(SolTcp, 13));

    /// <summary>The longest the kernel waits between two SYNs, in milliseconds (Linux 6.15 and later).</summary>
    internal static SocketOption MaxRetransmissionTimeout { get; } = new("rto_max", "TCP_RTO_MAX_MS", new(SolTcp, 44));

    /// <summary>The error pending on the socket, which reading clears, socket(7).</summary>
    internal static SocketOption Error { get; } = new("error", "SO_ERROR", new(SolSocket, 4), new(SocketOptionLevel.Socket, SocketOptionName.Error));

    /// <summary>Whether the system this runs on has the option.</summary>
    public bool IsSupported => OperatingSystem.IsLinux() || Portable is not null || this == Source;
}

/// <summary>Level and number of a socket option on Linux; IPv6 sockets have their own for what belongs to the IP header.</summary>
public readonly record struct LinuxOption(int Level, int Number, int LevelV6, int NumberV6)
{
    /// <summary>An option that is the same for both families.</summary>
    public LinuxOption(int level, int number)
        : this(level, number, level, number)
    {
    }
}

/// <summary>Level and name of a socket option in .NET.</summary>
public readonly record struct PortableOption(SocketOptionLevel Level, SocketOptionName Name);
