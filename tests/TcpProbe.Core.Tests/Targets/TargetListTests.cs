using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class TargetListTests
{
    [Theory]
    [InlineData("a:1", "a:1", "")]
    [InlineData("a:1 b:1 a:2", "a:1 b:1 a:2", "")]
    [InlineData("b:1 a:1 b:1", "b:1 a:1", "b:1")]
    [InlineData("Db:1 DB:1 db:1 db:2", "Db:1 db:2", "DB:1")]
    [InlineData("a:1 b:1 b:1 a:1 a:1", "a:1 b:1", "b:1 a:1")]
    [InlineData("[::1]:1 [0::1]:1 [::2]:1", "[::1]:1 [::2]:1", "[0::1]:1")]
    [InlineData("127.0.0.1:1 [::ffff:127.0.0.1]:1", "127.0.0.1:1", "[::ffff:127.0.0.1]:1")]
    [InlineData("127.0.0.1:1 localhost:1", "127.0.0.1:1 localhost:1", "")]
    [InlineData("localhost:1 127.0.0.1:1", "localhost:1 127.0.0.1:1", "")]
    [InlineData("a:1 a.:1", "a:1 a.:1", "")]
    public void A_target_that_is_named_again_is_left_out_and_told(string words, string targets, string repeated)
    {
        TargetList list = TargetList.Of(TargetSyntax.ParseEach(words.Split(' ')));

        Assert.Equal(targets, string.Join(' ', list.Targets));
        Assert.Equal(repeated, string.Join(' ', list.Repeated));
    }

    [Fact]
    public void Of_two_labels_the_first_one_stays()
    {
        Target first = new("a", 1, null) { Label = "one" }, second = first with { Label = "two" };

        TargetList list = TargetList.Of([first, second]);

        Assert.Same(first, Assert.Single(list.Targets));
        Assert.Same(second, Assert.Single(list.Repeated));
    }
}
