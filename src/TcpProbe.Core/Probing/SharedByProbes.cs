using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Probing;

/// <summary>What the probes of a run share, whatever thread they are on: the questions to the resolver, how many wait, and what tunes their sockets.</summary>
/// <param name="clock">The clock of all of them.</param>
/// <param name="lookUps">How many names are looked up at a time; <c>null</c> for no limit.</param>
internal sealed class SharedByProbes(TimeProvider clock, LookUpLimit? lookUps = null)
{
    private SocketConfigurator? _configurator;

    /// <summary>How many names are looked up at a time; <c>null</c> for no limit.</summary>
    public LookUpLimit? LookUps => lookUps;

    /// <summary>How many of them wait for an answer just now.</summary>
    public WaitCount Waits { get; } = new();

    /// <summary>What tunes the sockets of a probe: the same for the next that asks for the same.</summary>
    public SocketConfigurator ConfiguratorFor(ClientOptions options) =>
        _configurator is { } known && known.Suits(options.Tuning, options.ReadEverything, options.Strict)
            ? known
            : _configurator = new SocketConfigurator(options.Tuning, options.ReadEverything, options.Strict, clock);
}
