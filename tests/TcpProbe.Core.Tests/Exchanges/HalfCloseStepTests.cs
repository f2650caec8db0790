using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class HalfCloseStepTests
{
    [Fact]
    public void Our_FIN_goes_out_in_its_place_and_what_comes_is_still_read()
    {
        Talking talking = new();
        Conversation conversation = talking.With("abc", Talking.Send("abc"), new HalfCloseStep(), Talking.Expect("abc"), new ExpectCloseStep());
        Assert.Equal("Done, Done, Done, Done", Talking.Ends(conversation));
        Assert.True(talking.HasHalfClosed);
        Assert.Equal((3, 3), (conversation.BytesSent, conversation.BytesReceived));
    }
}
