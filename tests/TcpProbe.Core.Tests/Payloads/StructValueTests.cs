using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class StructValueTests
{
    [Fact]
    public void Values_of_the_same_content_are_equal()
    {
        StructValue text = new StructValue.Characters("ab"u8.ToArray());
        Assert.Equal(text, new StructValue.Characters("xabx"u8.ToArray().AsMemory(1, 2)));
        Assert.Equal(text.GetHashCode(), new StructValue.Characters("ab"u8.ToArray()).GetHashCode());
        Assert.NotEqual(text, new StructValue.Characters("ac"u8.ToArray()));
        Assert.NotEqual(text, new StructValue.Characters("ab\0"u8.ToArray()));
        Assert.Equal(new StructValue.FloatingPoint(double.NaN), new StructValue.FloatingPoint(-double.NaN));
        Assert.NotEqual<StructValue>(new StructValue.Integer(1), new StructValue.FloatingPoint(1));
    }

    [Fact]
    public void A_value_is_shown_as_a_person_reads_it()
    {
        Assert.Equal("-170", new StructValue.Integer(-170).ToString());
        Assert.Equal("0.10000000149011612", new StructValue.FloatingPoint(0.1f).ToString());
        Assert.Equal("\"a\\x22b\\n\"", new StructValue.Characters("a\"b\n"u8.ToArray()).ToString());
    }
}
