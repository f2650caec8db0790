using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Serving;

/// <summary>
/// How much may be under way at the same time, so that no probe lacks a descriptor and is told as a fault of this machine. The limit is raised
/// for probes of all addresses of a name as far as it goes, but what there is is counted for probes of one.
/// </summary>
/// <param name="Probes">How many probes.</param>
/// <param name="Connections">How many connections of those who ask.</param>
internal sealed record Capacity(int Probes, int Connections)
{
    // The connection of whoever asks, the one to the target, and one for the resolver.
    private const int DescriptorsOfProbe = 3, DescriptorsOfWidestProbe = 2 + Prober.AddressesAtATime;

    // For whoever looks at the page, or is about to be turned away.
    private const int MoreConnections = 250;

    // Of few descriptors the most are for probes.
    private const int ShareOfMore = 4;

    /// <summary>What the limit of descriptors allows, which is raised as far as it goes; <c>null</c> if not even one probe.</summary>
    /// <param name="probes">How many probes are wanted.</param>
    /// <param name="roomFor">How many descriptors are to be had of so many that are wanted.</param>
    public static Capacity? For(int probes, Func<long, long> roomFor)
    {
        long wanted = ((long)probes * DescriptorsOfWidestProbe) + MoreConnections;
        long room = roomFor(wanted);
        long more = room >= wanted ? MoreConnections : long.Min(MoreConnections, room / ShareOfMore);
        int affordable = (int)long.Min(probes, (room - more) / DescriptorsOfProbe);
        return affordable < 1 || more < 1 ? null : new Capacity(affordable, affordable + (int)more);
    }
}
