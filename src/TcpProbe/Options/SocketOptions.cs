using System.CommandLine;
using System.Net;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>What to ask of the kernel before the connect, and how to close.</summary>
internal sealed class SocketOptions : OptionGroup
{
    private readonly OfferedOption<int?> _synRetries;
    private readonly OfferedOption<bool> _reuseAddress;
    private readonly OfferedOption<bool> _noNodelay;
    private readonly OfferedOption<int?> _receiveBuffer;
    private readonly OfferedOption<int?> _sendBuffer;
    private readonly OfferedOption<IPEndPoint> _source;
    private readonly OfferedOption<string> _interface;
    private readonly OfferedOption<KeepAlive> _keepAlive;
    private readonly OfferedOption<TimeSpan?> _userTimeout;
    private readonly OfferedOption<int?> _mss;
    private readonly OfferedOption<int?> _ttl;
    private readonly OfferedOption<int?> _dscp;
    private readonly OfferedOption<string> _congestion;
    private readonly OfferedOption<bool> _strict;
    private readonly OfferedOption<string> _close;

    public SocketOptions()
        : base("Socket (set before the connect and read back)")
    {
        _synRetries = Value<int?>(new("--syn-retries", "SYNs sent again, 1 to 127 (TCP_SYNCNT)") { ValueName = "N" }, text => TuningSyntax.SynRetries(text));
        _reuseAddress = Flag(new("--reuse-address", "share a fixed source port with earlier probes that had this option too (SO_REUSEADDR)"));
        _ = Flag(new("--nodelay", "send small segments at once (TCP_NODELAY)") { Overrides = "--no-nodelay", Default = "on" });
        _noNodelay = Flag(new("--no-nodelay", "let the kernel gather small segments") { Overrides = "--nodelay" });
        _receiveBuffer = Value<int?>(new("--recv-buffer", "receive buffer, which the kernel doubles (SO_RCVBUF)") { ValueName = "SIZE" }, text => ByteSize.Parse(text));
        _sendBuffer = Value<int?>(new("--send-buffer", "send buffer, which the kernel doubles (SO_SNDBUF)") { ValueName = "SIZE" }, text => ByteSize.Parse(text));
        _source = Value<IPEndPoint>(new("--source", "local address, and port, to connect from (bind)") { ValueName = "ADDR[:PORT]" }, SourceAddress.Parse);
        _interface = Value<string>(new("--interface", "network interface to connect through (SO_BINDTODEVICE)") { ValueName = "NAME", Kind = ValueKind.NetworkInterface }, TuningSyntax.Interface);
        _keepAlive = Value<KeepAlive>(new("--keepalive", "probe an idle connection, whole seconds (SO_KEEPALIVE)") { ValueName = "IDLE[,INTERVAL[,COUNT]]" }, KeepAliveValue.Parse);
        _userTimeout = Value<TimeSpan?>(new("--user-timeout", "how long sent data may stay unacknowledged (TCP_USER_TIMEOUT)") { ValueName = "D" }, text => TuningSyntax.UserTimeout(text));
        _mss = Value<int?>(new("--mss", "largest segment, 88 to 32767 bytes (TCP_MAXSEG)") { ValueName = "N" }, text => TuningSyntax.MaxSegment(text));
        _ttl = Value<int?>(new("--ttl", "hop limit, 1 to 255 (IP_TTL)") { ValueName = "N" }, text => TuningSyntax.TimeToLive(text));
        _dscp = Value<int?>(new("--dscp", "differentiated services code point, 0 to 63 (IP_TOS)") { ValueName = "N" }, text => TuningSyntax.Dscp(text));
        _congestion = Value<string>(new("--congestion", "congestion control algorithm (TCP_CONGESTION)") { ValueName = "NAME", Kind = ValueKind.Congestion }, TuningSyntax.Congestion);
        _strict = Flag(new("--strict", "fail if the kernel made something else of an option"));
        _close = Choice(new("--close", "end with FIN, or at once with RST") { ValueName = "HOW", Choices = ["fin", "rst"], Default = "fin" });
    }

    /// <summary>The options with this tuning.</summary>
    /// <exception cref="UsageException">This system does not have an option that was given.</exception>
    public ClientOptions Bind(ParseResult parsed, ClientOptions options)
    {
        SocketTuning tuning = new()
        {
            SynRetries = _synRetries.In(parsed),
            ReuseAddress = _reuseAddress.In(parsed),
            NoDelay = !_noNodelay.In(parsed),
            ReceiveBuffer = _receiveBuffer.In(parsed),
            SendBuffer = _sendBuffer.In(parsed),
            Source = _source.In(parsed),
            Interface = _interface.In(parsed),
            KeepAlive = _keepAlive.In(parsed),
            UserTimeout = _userTimeout.In(parsed),
            MaxSegment = _mss.In(parsed),
            TimeToLive = _ttl.In(parsed),
            Dscp = _dscp.In(parsed),
            Congestion = _congestion.In(parsed),
        };
        if (tuning.Unsupported.FirstOrDefault() is { } missing)
            throw new UsageException($"{OptionText.Flag(missing)} needs {missing.KernelName}, which this system does not have");
        Demand(tuning.Source, options);
        return options with
        {
            Tuning = tuning,
            Strict = _strict.In(parsed),
            Close = _close.In(parsed) == "rst" ? CloseStyle.Reset : CloseStyle.Finish,
        };
    }

    private static void Demand(IPEndPoint? source, ClientOptions options)
    {
        if (source is null) return;
        if (options.Target.Literal is { } literal && literal.AddressFamily != source.AddressFamily)
            throw new UsageException($"--source {source.Address} cannot reach {literal}: one is IPv4, the other IPv6");
        if (options.Family != System.Net.Sockets.AddressFamily.Unspecified && options.Family != source.AddressFamily)
            throw new UsageException($"--source {source.Address} and -4 or -6 want different families");
    }
}
