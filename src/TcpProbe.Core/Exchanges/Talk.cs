using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>What the steps of one conversation share: the stream under the limit of the running step, what came, what was captured.</summary>
/// <param name="stream">The connection; its deadline is the running step's.</param>
/// <param name="inbox">What came and was not read yet.</param>
/// <param name="host">The name of the peer, for protocols that say it.</param>
/// <param name="clock">The clock.</param>
internal sealed class Talk(DeadlineStream stream, Inbox inbox, string host, TimeProvider clock)
{
    /// <summary>The connection.</summary>
    public DeadlineStream Stream { get; set; } = stream;

    /// <summary>What came and was not read yet.</summary>
    public Inbox Inbox => inbox;

    /// <summary>The name of the peer.</summary>
    public string Host => host;

    /// <summary>What the expectations so far have captured, by name.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> Captures { get; } = new(StringComparer.Ordinal);

    /// <summary>What the running step has to send.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>A limit of a step's own, whatever the one of the probe.</summary>
    public Deadline Own(TimeSpan time) => Deadline.After(time, TimeLimit.IoTimeout, clock);
}
