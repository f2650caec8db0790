using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class StructDiffTests
{
    private static readonly StructPattern Recipe = StructPattern.Parse("! I 2s Q 2h f: 1 ab 2..9 3 3 2.5~0.1");

    [Fact]
    public void One_difference_is_one_sentence() =>
        Assert.Equal("field 5 (h): expected 3, got -3", Diff(Recipe, "! I 2s Q 2h f: 1 ab 2 3 -3 2.5").Summary);

    [Theory]
    [InlineData("6h 1 2 9 9 9 9", "field 3 (h): expected 3, got 9; field 4 (h): expected 4, got 9; field 5 (h): expected 5, got 9; field 6 (h): expected 6, got 9")]
    [InlineData("6h 1 9 9 9 9 9", "field 2 (h): expected 2, got 9; field 3 (h): expected 3, got 9; field 4 (h): expected 4, got 9; field 5 (h): expected 5, got 9; and 1 more field")]
    [InlineData("6h 9 9 9 9 9 9", "field 1 (h): expected 1, got 9; field 2 (h): expected 2, got 9; field 3 (h): expected 3, got 9; field 4 (h): expected 4, got 9; and 2 more fields")]
    public void Of_several_differences_four_are_told(string values, string summary) =>
        Assert.Equal(summary, Diff(StructPattern.Parse("6h 1 2 3 4 5 6"), values).Summary);

    [Theory]
    [InlineData(22, "every field is as expected")]
    [InlineData(21, "21 of 22 bytes came: field 6 (f) is not complete")]
    [InlineData(6, "6 of 22 bytes came: field 3 (Q) is not complete")]
    [InlineData(0, "0 of 22 bytes came: field 1 (I) is not complete")]
    public void Without_a_difference_the_summary_says_what_is_missing(int length, string summary) =>
        Assert.Equal(summary, StructDiff.Of(Recipe, Pack("! I 2s Q 2h f: 1 ab 2 3 3 2.5").AsSpan(0, length)).Summary);

    [Fact]
    public void Missing_padding_is_missing_too() =>
        Assert.Equal("1 of 4 bytes came: the padding at the end is not complete", StructDiff.Of(StructPattern.Parse("b3x 1"), [1]).Summary);

    [Fact]
    public void The_table_has_a_row_a_field_and_marks_what_differs() => Assert.Equal(
        """
        field  type  offset  expected  got
            1  I          0  1         1
            2  2s         4  "ab"      "a\0"  <- differs
            3  Q          6  2..9      2
            4  h         14  3         3
            5  h         16  3         -3     <- differs
            6  f         18  2.5~0.1   2.4
        """,
        Lines(Diff(Recipe, "! I 2s Q 2h f: 1 a 2 3 -3 2.4").Table));

    [Fact]
    public void The_table_says_which_fields_have_not_come() => Assert.Equal(
        """
        field  type  offset  expected  got
            1  H          0  1         2    <- differs
            2  4s         2  "ab\0\0"  -    not received
            3  B          6  *         -    not received
        """,
        Lines(StructDiff.Of(StructPattern.Parse("!H4sB 1 ab *"), "\0\u0002abc"u8).Table));

    [Fact]
    public void A_table_of_thousands_of_fields_shows_those_about_the_differences()
    {
        int[] values = [.. Enumerable.Repeat(7, 5000)];
        StructPattern pattern = Bytes(5000);
        byte[] bytes = [.. values.Select(value => (byte)value)];
        bytes[100] = 8;
        bytes[101] = 9;
        Assert.Equal(
            """
            field  type  offset  expected  got
              … 99 fields as expected
              100  B         99  7         7
              101  B        100  7         8    <- differs
              102  B        101  7         9    <- differs
              103  B        102  7         7
              … 4897 more fields as expected
            """,
            Lines(StructDiff.Of(pattern, bytes).Table));
        Assert.Equal(
            """
            field  type  offset  expected  got
              … 50 fields as expected
               51  B         50  7         -    not received
              … 4949 more fields not received
            """,
            Lines(StructDiff.Of(pattern, bytes.AsSpan(0, 50)).Table));
        Assert.Equal(
            """
            field  type  offset  expected  got
              … 5000 more fields as expected
            """,
            Lines(StructDiff.Of(pattern, [.. values.Select(value => (byte)value)]).Table));
    }

    [Fact]
    public void A_table_that_leaves_one_field_out_says_so_in_the_singular()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)7, 65)];
        (bytes[0], bytes[3]) = (8, 9);
        Assert.Equal(
            """
            field  type  offset  expected  got
                1  B          0  7         8    <- differs
                2  B          1  7         7
                3  B          2  7         7
                4  B          3  7         9    <- differs
                5  B          4  7         7
              … 60 more fields as expected
            """,
            Lines(StructDiff.Of(Bytes(65), bytes).Table));
        Assert.Equal("  … 1 more field differs", StructDiff.Of(Bytes(65), new byte[65]).Table[^1]);
        Assert.Equal(65, StructDiff.Of(Bytes(64), new byte[64]).Table.Count);
        bytes[0] = 7;
        Assert.Equal("  … 2 fields as expected", StructDiff.Of(Bytes(65), bytes).Table[1]);
    }

    [Fact]
    public void A_table_is_bounded_however_much_differs()
    {
        StructPattern pattern = StructPattern.Parse($"!5000B10000s {string.Join(' ', Enumerable.Repeat(7, 5000))} {new string('x', 10000)}");
        StructDiff diff = StructDiff.Of(pattern, new byte[15000]);
        Assert.Equal(5001, diff.Differences.Count);
        Assert.Equal(66, diff.Table.Count);
        Assert.Equal("  … 4937 more fields differ", diff.Table[^1]);
        Assert.All(diff.Table, line => Assert.InRange(line.Length, 1, 200));
        Assert.InRange(diff.Summary.Length, 1, 300);
    }

    [Fact]
    public void Of_a_long_text_the_part_around_the_difference_is_shown()
    {
        string expected = new('a', 100), got = string.Concat(expected.AsSpan(0, 50), "\x1b", expected.AsSpan(51));
        StructDiff diff = StructDiff.Of(StructPattern.Parse($"100s {expected}"), Encoding.ASCII.GetBytes(got));
        Assert.Equal(
            $@"field 1 (s): expected ""…{new string('a', 39)}…"", got ""…aaaaa\x1b{new string('a', 30)}…"" (differs at its byte 50)",
            diff.Summary);
        Assert.EndsWith("<- differs at its byte 50", diff.Table[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(25, 7)]
    [InlineData(7, 25)]
    public void Of_two_texts_one_of_which_is_long_as_shown_the_same_part_is_shown(int wanted, int came)
    {
        StructDiff diff = StructDiff.Of(StructPattern.Parse($"25s {new string('a', wanted)}"), Encoding.ASCII.GetBytes(new string('a', came).PadRight(25, '\0')));
        Assert.EndsWith("(differs at its byte 7)", diff.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_behind_the_end_of_what_is_shown_is_not_left_out()
    {
        string same = "a" + string.Concat(Enumerable.Repeat(@"\0", 20));
        Assert.EndsWith("(differs at its byte 21)", Diff(StructPattern.Parse($"22s {same}b"), $"22s {same}c").Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_text_is_shown_whole() => Assert.Equal(
        "field 1 (s): expected \"version 10\", got \"version 11\"",
        StructDiff.Of(StructPattern.Parse(@"10s version\x2010"), "version 11"u8).Summary);

    private static StructPattern Bytes(int fields) => StructPattern.Parse($"!{fields}B {string.Join(' ', Enumerable.Repeat(7, fields))}");

    private static StructDiff Diff(StructPattern pattern, string values) => StructDiff.Of(pattern, Pack(values));

    private static byte[] Pack(string text)
    {
        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(text);
        return StructPacker.Pack(format, values);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
