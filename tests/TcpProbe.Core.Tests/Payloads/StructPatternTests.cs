using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class StructPatternTests
{
    [Fact]
    public void The_recipes_struct_is_compared_field_by_field()
    {
        StructPattern pattern = StructPattern.Parse("! I 2s Q 2h f: 1 ab 2 3 3 2.5");
        Assert.Equal("! I 2s Q 2h f: 1 ab 2 3 3 2.5", pattern.Text);
        Assert.Equal(22, pattern.Format.Size);
        Assert.All(Compare(pattern, "! I 2s Q 2h f: 1 ab 2 3 3 2.5"), field => Assert.True(field.Matches));

        FieldComparison wrong = Assert.Single(Compare(pattern, "! I 2s Q 2h f: 1 ab 2 3 -3 2.5"), field => !field.Matches);
        Assert.Equal("field 5 (h): expected 3, got -3", wrong.ToString());
        Assert.Equal(new StructField(5, 'h', 16, 2), wrong.Field);
        Assert.Equal(new StructValue.Integer(-3), wrong.Got);
    }

    [Theory]
    [InlineData("!h 3", "!h 3")]
    [InlineData("!h 0x10", "!h 16")]
    [InlineData("!h *", "!h -3")]
    [InlineData("!f *", "!f nan")]
    [InlineData("!? *", "!? true")]
    [InlineData("!c *", "!c x")]
    [InlineData("!4s *", "!4s abcd")]
    [InlineData("!4p *", "!4p abc")]
    [InlineData(@"!s \x2a", "!s *")]
    [InlineData("!f 2.1", "!f 2.1")]
    [InlineData("!e 0.1", "!e 0.1")]
    [InlineData("!f 16777217", "!f 16777216")]
    [InlineData("!d 0", "!d -0")]
    [InlineData("!d -0", "!d 0")]
    [InlineData("!d nan", "!d -nan")]
    [InlineData("!e nan", "!e nan")]
    [InlineData("!f -inf", "!f -inf")]
    [InlineData("!4s ab", @"!4s ab\0\0")]
    [InlineData("!2s abc", "!2s ab")]
    [InlineData("!4s 1..2", "!4s 1..2")]
    [InlineData("!4s a~b", "!4s a~b")]
    [InlineData("!c ~", "!c ~")]
    [InlineData("!3p abc", "!3p ab")]
    [InlineData("!? true", "!? true")]
    [InlineData("!d 2.5~0.01", "!d 2.51")]
    [InlineData("!d 2.5~0.01", "!d 2.49")]
    [InlineData("!f 2.1~0.1", "!f 2.2")]
    [InlineData("!f 2.1~0.1", "!f 2")]
    [InlineData("!f 2.1~0", "!f 2.1")]
    [InlineData("!d 0.8~0.1", "!d 0.7")]
    [InlineData("!d 0.8~0.1", "!d 0.9")]
    [InlineData("!e 1000~1", "!e 999")]
    [InlineData("!f 3e38~3e38", "!f 3.4028235e38")]
    [InlineData("!d -1e-40~1e-41", "!d -1.05e-40")]
    [InlineData("!d 1e300~1e299", "!d 1.1e300")]
    [InlineData("!h 100~5", "!h 95")]
    [InlineData("!h 100~0", "!h 100")]
    [InlineData("!h 100~0x5", "!h 105")]
    [InlineData("!h -100~5", "!h -105")]
    [InlineData("!B 5~1000", "!B 255")]
    [InlineData("Q 18446744073709551615~1", "Q 18446744073709551614")]
    [InlineData("q -9223372036854775808~18446744073709551615", "q 9223372036854775807")]
    [InlineData("!h 1..3", "!h 1")]
    [InlineData("!h 1..3", "!h 3")]
    [InlineData("!h -3..-1", "!h -2")]
    [InlineData("!h 0x10..0xff", "!h 255")]
    [InlineData("!h 3..3", "!h 3")]
    [InlineData("!f 2.1..2.2", "!f 2.1")]
    [InlineData("!f 2.1..2.2", "!f 2.2")]
    [InlineData("!d -.5..0.5", "!d 0")]
    [InlineData("!d 1e3..inf", "!d inf")]
    [InlineData("!d 2.5..2.5", "!d 2.5")]
    [InlineData("!d -inf..0", "!d -1e308")]
    public void A_value_matches_what_was_expected_of_it(string pattern, string values) =>
        Assert.All(Compare(StructPattern.Parse(pattern), values), field => Assert.True(field.Matches, field.ToString()));

    [Theory]
    [InlineData("!h 0x10", "!h 3", "field 1 (h): expected 0x10, got 0x3")]
    [InlineData("!h -0X00aB", "!h -1", "field 1 (h): expected -0xab, got -0x1")]
    [InlineData("!q 0", "!q -0x8000000000000000", "field 1 (q): expected 0, got -9223372036854775808")]
    [InlineData("!q 0x0", "!q -0x8000000000000000", "field 1 (q): expected 0x0, got -0x8000000000000000")]
    [InlineData("!I 0x10..0xff", "!I 256", "field 1 (I): expected 0x10..0xff, got 0x100")]
    [InlineData("!4s 0x", "!4s 0y", @"field 1 (s): expected ""0x\0\0"", got ""0y\0\0""")]
    [InlineData("!h 100~5", "!h 94", "field 1 (h): expected 100~5, got 94")]
    [InlineData("!h 100~5", "!h 106", "field 1 (h): expected 100~5, got 106")]
    [InlineData("!h -3..3", "!h 4", "field 1 (h): expected -3..3, got 4")]
    [InlineData("!h -3..3", "!h -4", "field 1 (h): expected -3..3, got -4")]
    [InlineData("!f 2.1", "!f 2.2", "field 1 (f): expected 2.1, got 2.2")]
    [InlineData("!f 16777217", "!f 16777218", "field 1 (f): expected 16777216, got 16777218")]
    [InlineData("!e 0.1", "!e 0.2", "field 1 (e): expected 0.1, got 0.2")]
    [InlineData("!d 0.1", "!d 0.10000000000000002", "field 1 (d): expected 0.1, got 0.10000000000000002")]
    [InlineData("!f 1", "!f nan", "field 1 (f): expected 1, got nan")]
    [InlineData("!f nan", "!f inf", "field 1 (f): expected nan, got inf")]
    [InlineData("!d 2.5~0.01", "!d 2.52", "field 1 (d): expected 2.5~0.01, got 2.52")]
    [InlineData("!d 2.5~0.01", "!d nan", "field 1 (d): expected 2.5~0.01, got nan")]
    [InlineData("!f 3e38~1e38", "!f inf", "field 1 (f): expected 3e38~1e38, got inf")]
    [InlineData("!d -1.7e308~1.7e308", "!d -inf", "field 1 (d): expected -1.7e308~1.7e308, got -inf")]
    [InlineData("!d -1e-40~1e-41", "!d -1.2e-40", "field 1 (d): expected -1e-40~1e-41, got -1.2e-40")]
    [InlineData("!d 0..inf", "!d nan", "field 1 (d): expected 0..inf, got nan")]
    [InlineData("!? true", "!? false", "field 1 (?): expected true, got false")]
    [InlineData("!4s ab", "!4s abc", @"field 1 (s): expected ""ab\0\0"", got ""abc\0""")]
    [InlineData("!4p ab", "!4p abc", "field 1 (p): expected \"ab\", got \"abc\"")]
    [InlineData(@"!c \x2a", @"!c \x1b", @"field 1 (c): expected ""*"", got ""\x1b""")]
    public void A_value_that_differs_is_named_beside_what_was_expected(string pattern, string values, string message) =>
        Assert.Equal(message, Assert.Single(Compare(StructPattern.Parse(pattern), values), field => !field.Matches).ToString());

    [Theory]
    [InlineData("!h 40000", "field 1 (h): 40000 does not fit in -32768..32767")]
    [InlineData("!h 40000~1", "field 1 (h): 40000 does not fit in -32768..32767")]
    [InlineData("!B -1..5", "field 1 (B): -1 does not fit in 0..255")]
    [InlineData("!B 1..256", "field 1 (B): 256 does not fit in 0..255")]
    [InlineData("!f 1e39", "field 1 (f): 1e+39 is too large for a float of 4 bytes")]
    [InlineData("!f 1..1e39", "field 1 (f): 1e+39 is too large for a float of 4 bytes")]
    [InlineData("!f 1e39~1", "field 1 (f): 1e+39 is too large for a float of 4 bytes")]
    [InlineData("!h 3~-1", "field 1 (h): \"3~-1\": the tolerance -1 is negative; write how far the value may be off, to either side")]
    [InlineData("!f 2.5~-0.1", "field 1 (f): \"2.5~-0.1\": the tolerance -0.1 is negative; write how far the value may be off, to either side")]
    [InlineData("!f 2.5~nan", "field 1 (f): \"2.5~nan\": the tolerance nan is not finite")]
    [InlineData("!f 2.5~inf", "field 1 (f): \"2.5~inf\": the tolerance inf is not finite")]
    [InlineData("!f nan~1", "field 1 (f): \"nan~1\": nan is matched exactly and takes no tolerance")]
    [InlineData("!f -inf~1", "field 1 (f): \"-inf~1\": -inf is matched exactly and takes no tolerance")]
    [InlineData("!h 3~0.5", "field 1 (h): \"3~0.5\" is not VALUE~TOLERANCE with a tolerance that is a whole number, 0 or more")]
    [InlineData("!h 3~", "field 1 (h): \"3~\" is not VALUE~TOLERANCE with a tolerance that is a whole number, 0 or more")]
    [InlineData("!f 2.5~1%", "field 1 (f): \"2.5~1%\" is not VALUE~TOLERANCE with a tolerance that is a number, 0 or more")]
    [InlineData("!f 2.5~1~1", "field 1 (f): \"2.5~1~1\" is not VALUE~TOLERANCE with a tolerance that is a number, 0 or more")]
    [InlineData("!h *~3", "field 1 (h): \"*\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h 3..1", "field 1 (h): \"3..1\": 3 is above 1; write the lower one first")]
    [InlineData("!d 2.5..2.4", "field 1 (d): \"2.5..2.4\": 2.5 is above 2.4; write the lower one first")]
    [InlineData("!d 0..nan", "field 1 (d): \"0..nan\": nan is no end of a range")]
    [InlineData("!d nan..nan", "field 1 (d): \"nan..nan\": nan is no end of a range")]
    [InlineData("!d 0...5", "field 1 (d): \"0...5\" is not a range LO..HI with digits on both sides of two dots")]
    [InlineData("!h 1..", "field 1 (h): \"1..\" is not a range LO..HI with digits on both sides of two dots")]
    [InlineData("!h ..", "field 1 (h): \"..\" is not a range LO..HI with digits on both sides of two dots")]
    [InlineData("!h 1..2..3", "field 1 (h): \"2..3\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h a..b", "field 1 (h): \"a\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!? yes", "field 1 (?): \"yes\" is not true or false")]
    [InlineData("!c ab", "field 1 (c): \"ab\" is not one byte")]
    [InlineData("!2h *", "field 2 (h): no value for it; the format \"!2h\" takes 2 values, 1 given")]
    [InlineData("!z *", "character 2 of \"!z\": z is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    public void A_bad_pattern_is_refused_and_its_field_named(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => StructPattern.Parse(text)).Message);

    [Fact]
    public void Only_fields_that_have_come_whole_are_compared()
    {
        StructPattern pattern = StructPattern.Parse("!H0sxI 1 '' 3");
        byte[] bytes = Convert.FromHexString("0001ff00000004");
        Assert.Equal([0, 0, 2, 2, 2, 2, 2, 3], Enumerable.Range(0, 8).Select(length => pattern.Compare(bytes.AsSpan(0, length)).Count));
        Assert.Equal([true, true, false], pattern.Compare(bytes).Select(field => field.Matches));
        Assert.Equal(pattern.Compare(bytes).Count, pattern.Compare([.. bytes, 0xff]).Count);
    }

    [Fact]
    public void Padding_and_gaps_are_not_compared()
    {
        StructPattern pattern = StructPattern.Parse("@b2xi2x 1 2");
        byte[] bytes = StructPacker.Pack(pattern.Format, [new StructValue.Integer(1), new StructValue.Integer(2)]);
        foreach (int gap in (int[])[1, 2, 3, 8, 9]) bytes[gap] = 0xee;
        Assert.All(pattern.Compare(bytes), field => Assert.True(field.Matches));
    }

    [Fact]
    public void The_tail_of_a_Pascal_text_and_the_other_bits_of_a_truth_are_not_compared()
    {
        Assert.True(Assert.Single(StructPattern.Parse("5p ab").Compare("\u0002abzz"u8)).Matches);
        Assert.True(Assert.Single(StructPattern.Parse("? true").Compare([0x80])).Matches);
    }

    [Fact]
    public void The_first_wrong_field_is_found_as_soon_as_it_has_come()
    {
        StructPattern pattern = StructPattern.Parse("!3H 1 2 3");
        byte[] bytes = [0, 1, 0, 9, 0, 3];
        int agreed = 0;
        Assert.True(pattern.Agrees(bytes.AsSpan(0, 3), ref agreed));
        Assert.Equal(1, agreed);
        Assert.False(pattern.Agrees(bytes.AsSpan(0, 4), ref agreed));
        Assert.Equal(1, agreed);
    }

    [Theory]
    [InlineData("65536B", "1")]
    [InlineData("65536?", "*")]
    [InlineData("!8192d", "1~0.5")]
    [InlineData("65536s", "x")]
    public void A_struct_of_64_KiB_may_come_byte_by_byte(string format, string word)
    {
        int fields = StructFormat.Parse(format).Fields.Count;
        StructPattern pattern = StructPattern.Parse($"{format} {string.Join(' ', Enumerable.Repeat(word, fields))}");
        byte[] bytes = StructPacker.Pack(pattern.Format, StructText.Parse($"{format} {string.Join(' ', Enumerable.Repeat(Sent(word), fields))}").Values);
        int agreed = 0;
        for (int length = 0; length <= bytes.Length; length++) Assert.True(pattern.Agrees(bytes.AsSpan(0, length), ref agreed));
        Assert.Equal(fields, agreed);
        Assert.Equal(fields, pattern.Compare(bytes).Count);

        static string Sent(string word) => word == "*" ? "true" : word.Split('~')[0];
    }

    private static IReadOnlyList<FieldComparison> Compare(StructPattern pattern, string values)
    {
        (StructFormat format, IReadOnlyList<StructValue> list) = StructText.Parse(values);
        return pattern.Compare(StructPacker.Pack(format, list));
    }
}
