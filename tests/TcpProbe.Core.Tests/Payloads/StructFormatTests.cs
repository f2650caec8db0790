using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class StructFormatTests
{
    [Fact]
    public void The_recipes_fields_lie_one_behind_the_other()
    {
        StructFormat format = StructFormat.Parse("! I 2s Q 2h f");
        Assert.Equal(22, format.Size);
        Assert.Equal("! I 2s Q 2h f", format.Text);
        Assert.Equal(
            [new(1, 'I', 0, 4), new(2, 's', 4, 2), new(3, 'Q', 6, 8), new(4, 'h', 14, 2), new(5, 'h', 16, 2), new StructField(6, 'f', 18, 4)],
            format.Fields);
    }

    [Theory]
    [InlineData("@bq", 16, 8)]
    [InlineData("bq", 16, 8)]
    [InlineData("=bq", 9, 1)]
    [InlineData("<bq", 9, 1)]
    [InlineData(">bq", 9, 1)]
    [InlineData("!bq", 9, 1)]
    [InlineData("@bl", 16, 8)]
    [InlineData("=bl", 5, 1)]
    [InlineData("@b0il", 16, 8)]
    [InlineData("@5xP", 16, 8)]
    public void Only_native_order_has_gaps(string text, int size, int lastOffset)
    {
        StructFormat format = StructFormat.Parse(text);
        Assert.Equal(size, format.Size);
        Assert.Equal(lastOffset, format.Fields[^1].Offset);
    }

    [Theory]
    [InlineData("@qb", 9)]
    [InlineData("@b0i", 4)]
    [InlineData("=b0i", 1)]
    [InlineData("", 0)]
    [InlineData("<", 0)]
    [InlineData("10x", 10)]
    [InlineData("! \t\n\v\f\r2b", 2)]
    [InlineData("!0000000000002b", 2)]
    [InlineData("!65536x", 65536)]
    [InlineData("!16384i", 65536)]
    public void The_size_is_what_Python_calculates(string text, int size) => Assert.Equal(size, StructFormat.Parse(text).Size);

    [Fact]
    public void A_count_makes_values_but_for_texts_and_padding()
    {
        Assert.Equal(3, StructFormat.Parse("3h").Fields.Count);
        Assert.Equal(3, StructFormat.Parse("3c").Fields.Count);
        Assert.Equal([new StructField(1, 's', 0, 3)], StructFormat.Parse("3s").Fields);
        Assert.Equal([new StructField(1, 'p', 0, 3)], StructFormat.Parse("3p").Fields);
        Assert.Equal([new StructField(1, 's', 0, 0)], StructFormat.Parse("0s").Fields);
        Assert.Empty(StructFormat.Parse("3x0h").Fields);
    }

    [Theory]
    [InlineData("! I y", "y is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("!é", @"\xc3\xa9 is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("h\0", @"\0 is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("h!", "the byte order ! stands only at the start of a struct format")]
    [InlineData(" !h", "the byte order ! stands only at the start of a struct format")]
    [InlineData("<n", "the struct code n has a size only under the byte order @")]
    [InlineData("!P", "the struct code P has a size only under the byte order @")]
    [InlineData("2h 3", "the count 3 has no struct code behind it")]
    [InlineData("3 h", "the count 3 has no struct code behind it")]
    [InlineData("!65537x", "a struct has at most 65536 bytes")]
    [InlineData("!16385i", "a struct has at most 65536 bytes")]
    [InlineData("!65536sb", "a struct has at most 65536 bytes")]
    [InlineData("!999999q", "a struct has at most 65536 bytes")]
    [InlineData("!4294967297x", "a struct has at most 65536 bytes")]
    [InlineData("!99999999999999999999q", "a struct has at most 65536 bytes")]
    [InlineData("@65535xi", "a struct has at most 65536 bytes")]
    public void A_bad_format_is_refused_in_a_sentence(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => StructFormat.Parse(text)).Message);
}
