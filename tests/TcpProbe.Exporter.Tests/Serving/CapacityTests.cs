using TcpProbe.Exporter.Serving;

namespace TcpProbe.Exporter.Tests.Serving;

public sealed class CapacityTests
{
    [Fact]
    public void For_EnoughDescriptors_AllProbesAndRoomForOthers() => Assert.Equal(new Capacity(1000, 1250), Capacity.For(1000, wanted => wanted));

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(28)]
    [InlineData(976)]
    [InlineData(3249)]
    public void For_FewDescriptors_EverythingFits(int room)
    {
        Capacity capacity = Capacity.For(1000, _ => room)!;

        // Each connection, and for each probe its target and the resolver.
        Assert.InRange(capacity.Connections + (2 * capacity.Probes), 4, room);
        Assert.InRange(capacity.Probes, 1, capacity.Connections - 1);
    }

    [Fact]
    public void For_NoRoomForOneProbe_Null()
    {
        for (int room = 0; room < 4; room++) Assert.Null(Capacity.For(1000, _ => room));
    }
}
