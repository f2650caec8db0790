using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting.Events;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Reporting.Events;

public sealed class EventTextTests
{
    private static readonly ProbeEvent.StepEnded s_sent = new(
        new StepResult(1, "send", StepEnd.Done, TimeSpan.Zero, BytesSent: 6, BytesReceived: 0) { Payload = "secret"u8.ToArray() },
        SendStep.Line("secret"),
        Reply: null,
        TimeSpan.FromMilliseconds(1));

    [Fact]
    public void What_was_sent_is_shown_to_whoever_sent_it() =>
        Assert.Equal(["sent 6 of 6 bytes (send) 1.00 ms after the start: \"secret\""], EventText.Of(s_sent));

    [Fact]
    public void What_was_sent_is_only_counted_for_anybody_else()
    {
        Assert.Equal(["sent 6 of 6 bytes (send) 1.00 ms after the start"], EventText.Of(s_sent, tellsPayload: false));
        ProbeEvent called = new ProbeEvent.Called(new SocketCall("send(3, 6 bytes)", "6", Sent: "secret"u8.ToArray(), Received: default));
        Assert.Equal(["send(3, 6 bytes) = 6"], EventText.Of(called, tellsPayload: false));
    }
}
