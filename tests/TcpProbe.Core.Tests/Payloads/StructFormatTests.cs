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
    [InlineData("! I y", 5, "y is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("!é", 2, @"\xc3\xa9 is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("h2😀", 3, @"\xf0\x9f\x98\x80 is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("h\0", 2, @"\0 is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("-1h", 1, "- is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("h!", 2, "the byte order ! stands only at the start of a struct format")]
    [InlineData(" !h", 2, "the byte order ! stands only at the start of a struct format")]
    [InlineData("<2n", 3, "the struct code n has a size only under the byte order @")]
    [InlineData("!P", 2, "the struct code P has a size only under the byte order @")]
    [InlineData("2h 3", 4, "the count 3 has no struct code right behind it, as 4 has in 4s")]
    [InlineData("3 h", 1, "the count 3 has no struct code right behind it, as 4 has in 4s")]
    [InlineData("!65537x", 2, "a struct has at most 65536 bytes")]
    [InlineData("!16385i", 2, "a struct has at most 65536 bytes")]
    [InlineData("!65536s b", 9, "a struct has at most 65536 bytes")]
    [InlineData("!999999q", 2, "a struct has at most 65536 bytes")]
    [InlineData("!4294967297x", 2, "a struct has at most 65536 bytes")]
    [InlineData("!99999999999999999999q", 2, "a struct has at most 65536 bytes")]
    [InlineData("@65535xi", 8, "a struct has at most 65536 bytes")]
    public void A_bad_format_is_refused_at_its_character(string text, int character, string sentence) =>
        Assert.Equal(
            $"character {character} of \"{EscapedText.Show(text)}\": {sentence}",
            Assert.Throws<FormatException>(() => StructFormat.Parse(text)).Message);

    [Theory]
    [InlineData(0, 60, "character 1 of \"yhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh…\": ")]
    [InlineData(50, 0, "character 51 of \"…hhhhhhhhhhhhhhhhhhhhy\": ")]
    [InlineData(50, 50, "character 51 of \"…hhhhhhhhhhhhhhhhhhhhyhhhhhhhhhhhhhhhhhhh…\": ")]
    public void Of_a_long_format_the_surroundings_of_the_character_are_shown(int before, int behind, string start) =>
        Assert.StartsWith(
            start,
            Assert.Throws<FormatException>(() => StructFormat.Parse($"{new string('h', before)}y{new string('h', behind)}")).Message,
            StringComparison.Ordinal);
}
