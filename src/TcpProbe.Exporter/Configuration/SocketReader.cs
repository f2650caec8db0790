using TcpProbe.Core.Payloads;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads the socket options of a module, each called as on the command line.</summary>
internal static class SocketReader
{
    /// <summary>The tuning with them.</summary>
    /// <exception cref="ConfigMistake">One of them is none, or this system does not have it.</exception>
    public static SocketTuning Read(SocketTuning tuning, YamlMap map)
    {
        SocketTuning read = tuning with
        {
            SynRetries = map.Take("syn_retries")?.Value(TuningSyntax.SynRetries),
            ReuseAddress = map.Take("reuse_address")?.Flag() ?? false,
            NoDelay = map.Take("nodelay")?.Flag() ?? true,
            ReceiveBuffer = map.Take("recv_buffer")?.Value(ByteSize.Parse),
            SendBuffer = map.Take("send_buffer")?.Value(ByteSize.Parse),
            Interface = map.Take("interface")?.Value(TuningSyntax.Interface),
            KeepAlive = map.Take("keepalive")?.Value(KeepAliveValue.Parse),
            UserTimeout = map.Take("user_timeout")?.Value(text => TuningSyntax.UserTimeout(OwnTime.Parse(text))),
            MaxSegment = map.Take("mss")?.Value(TuningSyntax.MaxSegment),
            TimeToLive = map.Take("ttl")?.Value(TuningSyntax.TimeToLive),
            Dscp = map.Take("dscp")?.Value(TuningSyntax.Dscp),
            Congestion = map.Take("congestion")?.Value(TuningSyntax.Congestion),
        };
        map.Close();
        return read.Unsupported.FirstOrDefault() is { } missing ? throw map.Mistake($"{missing.KernelName} is an option that this system does not have") : read;
    }
}
