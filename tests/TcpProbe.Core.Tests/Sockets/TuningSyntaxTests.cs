using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class TuningSyntaxTests
{
    // The millisecond is what the kernel counts, and 31 bits of them are all it holds.
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1), s_most = TimeSpan.FromMilliseconds(int.MaxValue);

    [Fact]
    public void Numbers_are_within_what_the_kernel_takes()
    {
        Demand(TuningSyntax.SynRetries, 1, 127);
        Demand(TuningSyntax.MaxSegment, 88, 32767);
        Demand(TuningSyntax.TimeToLive, 1, 255);
        Demand(TuningSyntax.Dscp, 0, 63);
    }

    [Theory]
    [InlineData("eth0")]
    [InlineData("!~")]
    [InlineData("fifteen-letters")]
    public void A_name_is_of_letters_that_can_be_seen(string name)
    {
        Assert.Equal(name, TuningSyntax.Interface(name));
        Assert.Equal(name, TuningSyntax.Congestion(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sixteen--letters")]
    [InlineData("eth 0")]
    [InlineData("eth0\u007f")]
    [InlineData("über")]
    public void Other_names_are_refused(string name)
    {
        Assert.Equal("is not the name of an interface (1 to 15 characters)", Refusal(() => TuningSyntax.Interface(name)));
        Assert.Equal("is not the name of an algorithm (1 to 15 characters)", Refusal(() => TuningSyntax.Congestion(name)));
    }

    [Fact]
    public void No_interface_has_a_slash_in_its_name()
    {
        Assert.Equal("is not the name of an interface (1 to 15 characters)", Refusal(() => TuningSyntax.Interface("net/0")));
        Assert.Equal("bpf/own", TuningSyntax.Congestion("bpf/own"));
    }

    [Fact]
    public void A_user_timeout_is_what_the_kernel_can_count()
    {
        Assert.Equal(TimeSpan.FromSeconds(1.5), TuningSyntax.UserTimeout("1.5"));
        Assert.Equal((s_least, s_most), (TuningSyntax.UserTimeout(s_least), TuningSyntax.UserTimeout(s_most)));
        Assert.Equal("is less than the kernel's millisecond", Refusal(() => TuningSyntax.UserTimeout(s_least - TimeSpan.FromTicks(1))));
        Assert.Equal("is too long; at most 24 days", Refusal(() => TuningSyntax.UserTimeout(s_most + s_least)));
    }

    private static void Demand(Func<string, int> parse, int least, int most)
    {
        Assert.Equal((least, most), (parse($"{least}"), parse($"{most}")));
        foreach (int beyond in (int[])[least - 1, most + 1])
            Assert.Equal($"is not a whole number from {least} to {most}", Refusal(() => parse($"{beyond}")));
    }

    private static string Refusal(Func<object> parse) => Assert.Throws<FormatException>(parse).Message;
}
