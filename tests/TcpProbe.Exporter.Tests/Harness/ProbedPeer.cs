using System.Net.Sockets;
using System.Text;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Modules;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Harness;

/// <summary>Probes of a peer on loopback by a module.</summary>
internal static class ProbedPeer
{
    /// <summary>The report of a probe.</summary>
    public static ProbeReport Probe(Module module, ScriptedPeer peer, string? host = null)
    {
        Target target = host is null ? new Target("127.0.0.1", peer.Port, peer.EndPoint.Address) : new Target(host, peer.Port, Literal: null);
        ClientOptions options = module.Template with { Target = target, Deadline = TimeSpan.FromSeconds(30), Tls = module.Tls?.Now(host: null) };
        return new ProbeRunner(options, TimeProvider.System).Run();
    }

    /// <summary>What a peer that says something hears until the probe closes.</summary>
    public static (ProbeReport Report, string Heard) Talk(Module module, string says)
    {
        List<byte> heard = [];
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send(Encoding.Latin1.GetBytes(says));
            socket.Shutdown(SocketShutdown.Send);
            byte[] buffer = new byte[1024];
            while (socket.Receive(buffer) is > 0 and int count) heard.AddRange(buffer.AsSpan(0, count));
        });
        ProbeReport report = Probe(module, peer);
        peer.Join();
        return (report, Encoding.Latin1.GetString([.. heard]));
    }
}
