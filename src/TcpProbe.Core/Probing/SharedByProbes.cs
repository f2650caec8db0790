using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Probing;

/// <summary>What probes at the same time share, whatever thread they are on: the questions to the resolver, how many wait, and what tunes their sockets.</summary>
public sealed class SharedByProbes
{
    private readonly TimeProvider _clock;
    private SocketConfigurator? _configurator;

    /// <param name="clock">The clock of all of them.</param>
    /// <param name="lookUps">How many names are looked up at a time, those included that nobody waits for any more; <c>null</c> for any number.</param>
    public SharedByProbes(TimeProvider clock, int? lookUps = null)
    {
        _clock = clock;
        LookUps = lookUps is { } most ? new LookUpLimit(most) : null;
    }

    /// <summary>How many names are looked up at a time; <c>null</c> for no limit.</summary>
    internal LookUpLimit? LookUps { get; }

    /// <summary>How many of them wait for an answer just now.</summary>
    internal WaitCount Waits { get; } = new();

    /// <summary>What tunes the sockets of a probe: the same for the next that asks for the same.</summary>
    internal SocketConfigurator ConfiguratorFor(ClientOptions options) =>
        _configurator is { } known && known.Suits(options.Tuning, options.ReadEverything, options.Strict)
            ? known
            : _configurator = new SocketConfigurator(options.Tuning, options.ReadEverything, options.Strict, _clock);
}
