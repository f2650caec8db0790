using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class StructTextTests
{
    [Theory]
    [InlineData("! I 2s Q 2h f: 1 ab 2 3 3 2.5", "1 \"ab\" 2 3 3 2.5")]
    [InlineData("!I2sQ2hf 1 ab 2 3 3 2.5", "1 \"ab\" 2 3 3 2.5")]
    [InlineData("!I2sQ2hf: 1 ab 2 3 3 2.5", "1 \"ab\" 2 3 3 2.5")]
    [InlineData("  !I2sQ2hf \t 1  ab 2 3\n3 2.5 ", "1 \"ab\" 2 3 3 2.5")]
    [InlineData("!4s 1:2", "\"1:2\"")]
    [InlineData(@"!4s ab\x3a", "\"ab:\"")]
    [InlineData(@"!4s4s a\x20b ''", "\"a b\" \"\"")]
    [InlineData(@"!4s \x27\x27", "\"''\"")]
    [InlineData("!4x", "")]
    [InlineData("!4x:", "")]
    public void The_format_comes_first_and_the_values_behind_it(string text, string shown) =>
        Assert.Equal(shown, StructText.Show(StructText.Parse(text).Values));

    [Theory]
    [InlineData("q -9223372036854775808", "-9223372036854775808")]
    [InlineData("Q 18446744073709551615", "18446744073709551615")]
    [InlineData("Q 0xFFFFffffFFFFffff", "18446744073709551615")]
    [InlineData("h -0x10", "-16")]
    [InlineData("h +7", "7")]
    [InlineData("h 007", "7")]
    [InlineData("d 2.5e-3", "0.0025")]
    [InlineData("d -.5", "-0.5")]
    [InlineData("d 1e300", "1e+300")]
    [InlineData("d 0.1", "0.1")]
    [InlineData("d -0", "-0")]
    [InlineData("d inf", "inf")]
    [InlineData("d -inf", "-inf")]
    [InlineData("d NaN", "nan")]
    [InlineData("? true", "true")]
    [InlineData("? false", "false")]
    [InlineData(@"c \0", @"""\0""")]
    public void A_value_is_read_as_its_code_wants_it(string text, string shown) =>
        Assert.Equal(shown, StructText.Show(StructText.Parse(text).Values));

    [Theory]
    [InlineData("!d nan", "7ff8000000000000")]
    [InlineData("!d -nan", "fff8000000000000")]
    public void A_NaN_has_the_sign_that_was_written(string text, string hex)
    {
        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(text);
        Assert.Equal(hex, Convert.ToHexStringLower(StructPacker.Pack(format, values)));
    }

    [Theory]
    [InlineData("! I 2s Q 2h f: 1 ab 2 3 40000 2.5", "field 5 (h): 40000 does not fit in -32768..32767")]
    [InlineData("!h 99999999999999999999999999999999999999999999", "field 1 (h): 99999999999999999999999999999999999999999999 does not fit in -32768..32767")]
    [InlineData("!h 0xffffffffffffffffffffffffffffffff", "field 1 (h): 0xffffffffffffffffffffffffffffffff does not fit in -32768..32767")]
    [InlineData("!2h 1 x", "field 2 (h): \"x\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h 1.5", "field 1 (h): \"1.5\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h 0x", "field 1 (h): \"0x\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h -", "field 1 (h): \"-\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h --1", "field 1 (h): \"--1\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h ''", "field 1 (h): \"''\" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!h ٣", @"field 1 (h): ""\xd9\xa3"" is not a whole number (42, -3, 0x2a)")]
    [InlineData("!f 1,5", "field 1 (f): \"1,5\" is not a number (2.5, -1e3, inf, nan)")]
    [InlineData("!f Infinity", "field 1 (f): \"Infinity\" is not a number (2.5, -1e3, inf, nan)")]
    [InlineData("!f +-1", "field 1 (f): \"+-1\" is not a number (2.5, -1e3, inf, nan)")]
    [InlineData("!f 1e39", "field 1 (f): 1e+39 is too large for a float of 4 bytes")]
    [InlineData("!d 1e400", "field 1 (d): 1e400 is too large for a float of 8 bytes")]
    [InlineData("!? 1", "field 1 (?): \"1\" is not true or false")]
    [InlineData("!c ab", "field 1 (c): \"ab\" is not one byte")]
    [InlineData("!c ''", "field 1 (c): \"''\" is not one byte")]
    [InlineData(@"!2s \q", @"field 1 (s): \q is no escape; the escapes are \r \n \t \\ \0 \xHH \$")]
    [InlineData("!3h 1 2", "field 3 (h): no value for it; the format \"!3h\" takes 3 values, 2 given")]
    [InlineData("!h 1 2", "no field for value 2, \"2\"; the format \"!h\" takes 1 value, 2 given")]
    [InlineData("!h: 1: 2", "no field for value 2, \"2\"; the format \"!h\" takes 1 value, 2 given")]
    [InlineData("!hy 1", "character 3 of \"!hy\": y is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P")]
    [InlineData("!h:1", "character 3 of \"!h:1\": the colon that ends a format has a blank behind it")]
    [InlineData("  ", "an empty struct; write its format, then its values")]
    public void A_bad_argument_is_refused_and_its_field_named(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => StructText.Parse(text)).Message);

    [Theory]
    [InlineData("! I 2s Q 2h f 1 ab 2 3 3 2.5", "no field for value 1, \"I\"; the format \"!\" takes 0 values, 11 given; a format with blanks ends with a colon: '! I 2s Q 2h f: 1 ab 2 3 3 2.5'")]
    [InlineData("! h 1", "no field for value 1, \"h\"; the format \"!\" takes 0 values, 2 given; a format with blanks ends with a colon: '! h: 1'")]
    [InlineData("!h 2s 1 ab", "no field for value 2, \"1\"; the format \"!h\" takes 1 value, 3 given; a format with blanks ends with a colon: '!h 2s: 1 ab'")]
    [InlineData("! h", "no field for value 1, \"h\"; the format \"!\" takes 0 values, 1 given; a format with blanks ends with a colon: '! h: V'")]
    [InlineData(@"! h 2s 1 \q", "no field for value 1, \"h\"; the format \"!\" takes 0 values, 4 given; a format with blanks ends with a colon: '! h 2s: V V …'")]
    [InlineData("! h 2h 1", "no field for value 1, \"h\"; the format \"!\" takes 0 values, 3 given; a format with blanks ends with a colon")]
    [InlineData("!4sh ab: 3", @"character 6 of ""!4sh ab"": a is no struct code; the codes are x c b B ? h H i I l L q Q n N e f d s p P; a colon that ends a value is \x3a")]
    [InlineData("!h", "field 1 (h): no value for it; the format \"!h\" takes 1 value, 0 given; format and values are one argument: '!h V'")]
    [InlineData("!h2s:", "field 1 (h): no value for it; the format \"!h2s\" takes 2 values, 0 given; format and values are one argument: '!h2s V V …'")]
    public void A_likely_mistake_is_answered_with_what_was_meant(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => StructText.Parse(text)).Message);

    [Fact]
    public void A_message_about_a_very_long_argument_is_short()
    {
        string digits = new('1', 100_000), words = string.Join(' ', Enumerable.Repeat("1", 50_000));
        foreach (string text in (string[])[digits, $"{digits}h", $"{digits}s x", $"!h {digits}", $"!h x{digits}", $"!f {digits}", $"! h {words}", $"!h {words}", $"!{new('h', 60_000)} 1", $"!{new('h', 30_000)}y"])
        {
            string message = Assert.Throws<FormatException>(() => StructText.Parse(text)).Message;
            Assert.InRange(message.Length, 1, 300);
            Assert.DoesNotContain('\n', message);
        }
    }
}
