using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges.StartTls;

public sealed class AgreedStartTlsTests
{
    private static readonly StartTlsStep s_step = new(new AgreedStartTls());

    [Fact]
    public void Nothing_is_said_and_nothing_waited_for()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal(StepEnd.Done, talking.With([], s_step).Last!.End);
        Assert.Empty(talking.Said);
        Assert.Equal(TimeSpan.Zero, talking.Passed);
    }

    [Fact]
    public void What_is_left_over_from_the_talk_is_not_taken_into_TLS() =>
        Assert.Equal("Done, Refused", Talking.Ends(Talking.Hold("Sinjected", Talking.ExpectStart("S"), s_step)));
}
