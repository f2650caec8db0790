using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A probe of a loopback peer by the real clock, in words short enough for a test.</summary>
internal static class Probe
{
    /// <summary>More than any wait of a test that does not mean to run out of it.</summary>
    public static TimeSpan Plenty { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The default exchange with an address that needs no resolver, every limit far away.</summary>
    public static ClientOptions Of(IPEndPoint peer) => new()
    {
        Target = new Target(peer.Address.ToString(), peer.Port, peer.Address),
        Exchange = Exchange.Default,
        ConnectTimeout = Plenty,
        IoTimeout = Plenty,
    };

    public static ProbeReport Run(ClientOptions options) => new ProbeRunner(options, TimeProvider.System).Run();

    public static Exchange Custom(params ExchangeStep[] steps) => new(ExchangeKind.Custom, steps);
}
