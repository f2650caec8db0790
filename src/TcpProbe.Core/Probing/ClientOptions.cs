using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Probing;

/// <summary>Everything one probe is told: whom to reach, how long to wait, what to ask of the kernel, what to say.</summary>
/// <remarks>A time of <c>null</c> sets no limit of ours and leaves the end to the kernel.</remarks>
public sealed record ClientOptions
{
    /// <summary>The limit of the name resolution, and of each step of the exchange, unless told otherwise.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(5.5);

    /// <summary>The limit of a connection attempt unless told otherwise: a dead neighbour is known to the kernel after 3.1 s.</summary>
    public static TimeSpan DefaultConnectTimeout { get; } = TimeSpan.FromSeconds(3.5);

    /// <summary>Whom to reach.</summary>
    public required Target Target { get; init; }

    /// <summary>Which addresses count: IPv4, IPv6, or any (<see cref="AddressFamily.Unspecified"/>).</summary>
    public AddressFamily Family { get; init; } = AddressFamily.Unspecified;

    /// <summary>The only address of the target that is probed, if it was looked up before; <c>null</c> for all behind the name.</summary>
    public KnownAddress? Address { get; init; }

    /// <summary>Which of the addresses are tried, and in which order; <c>null</c> for all, in the resolver's.</summary>
    public AddressChoice? Choice { get; init; }

    /// <summary>The target in a report: <c>host:port</c>, and the address if it is one of several that are told apart.</summary>
    public string Name => Address is { } known && Target.Literal is null ? $"{Target} ({known.Address})" : Target.ToString();

    /// <summary>The limit of the name resolution.</summary>
    public TimeSpan? ResolveTimeout { get; init; } = DefaultPatience;

    /// <summary>The limit of the connection attempt at each address.</summary>
    public TimeSpan? ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>The limit of each step of the exchange as a whole.</summary>
    public TimeSpan? IoTimeout { get; init; } = DefaultPatience;

    /// <summary>The limit of the whole probe.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The socket options.</summary>
    public SocketTuning Tuning { get; init; } = new();

    /// <summary>Whether a socket option that the kernel did not keep as asked is a failure.</summary>
    public bool Strict { get; init; }

    /// <summary>What is asked of the TLS handshake, <c>null</c> for none.</summary>
    public TlsTerms? Tls { get; init; }

    /// <summary>What is said and heard.</summary>
    public required Exchange Exchange { get; init; }

    /// <summary>The layout in which the reply is shown beside its bytes; <c>null</c> for none.</summary>
    public StructFormat? ReplyStruct { get; init; }

    /// <summary>How the connection is closed.</summary>
    public CloseStyle Close { get; init; }

    /// <summary>Does on this machine what must be done before the first probe runs on one of several threads.</summary>
    public void Prepare()
    {
        if (!TlsSupport.IsLeftOut && Tls is { } terms) new TlsHandshake(terms, Target.Host, TimeProvider.System).Prepare();
    }

    /// <summary>Whether socket options and tunables are read that nobody asked for: more system calls for a fuller report.</summary>
    public bool ReadEverything { get; init; }
}
