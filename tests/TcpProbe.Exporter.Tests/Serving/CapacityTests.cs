using TcpProbe.Exporter.Serving;

namespace TcpProbe.Exporter.Tests.Serving;

public sealed class CapacityTests
{
    [Fact]
    public void Enough_descriptors_are_asked_for_when_every_probe_is_of_many_addresses()
    {
        long asked = 0;
        Assert.Equal(new Capacity(1000, 1250), Capacity.For(1000, wanted => asked = wanted));

        // Who asks, the resolver and eight addresses.
        Assert.Equal(10_250, asked);
    }

    [Fact]
    public void Others_have_their_room_beside_few_probes_too() => Assert.Equal(new Capacity(20, 270), Capacity.For(20, wanted => wanted));

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(28)]
    [InlineData(976)]
    [InlineData(3249)]
    public void Probes_and_connections_fit_into_what_there_is(int room)
    {
        Capacity capacity = Capacity.For(1000, _ => room)!;

        // Each connection, and for each probe its target and the resolver.
        Assert.InRange(capacity.Connections + (2 * capacity.Probes), 4, room);
        Assert.InRange(capacity.Probes, 1, capacity.Connections - 1);
    }

    [Fact]
    public void Without_room_for_one_probe_there_is_none()
    {
        for (int room = 0; room < 4; room++) Assert.Null(Capacity.For(1000, _ => room));
    }
}
