using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("short", 0, "\"short\"")]
    [InlineData("short", 5, "\"short\"")]
    [InlineData("", 0, "\"\"")]
    [InlineData("0123456789012345678901234567890123456789", 0, "\"0123456789012345678901234567890123456789\"")]
    [InlineData("01234567890123456789012345678901234567890", 0, "\"012345678901234567890123456789012345678…\"")]
    [InlineData("01234567890123456789012345678901234567890", 20, "\"012345678901234567890123456789012345678…\"")]
    [InlineData("01234567890123456789012345678901234567890", 21, "\"…90123456789012345678901234567890\"")]
    public void It_is_shortened_around_the_difference(string text, int offset, string shown) =>
        Assert.Equal(shown, Excerpt.Around(Encoding.ASCII.GetBytes(text), offset));

    [Theory]
    [InlineData(0, "", "\"\"")]
    [InlineData(59, "y", "\"A[59]y\"")]
    [InlineData(60, "y", "\"…A[59]y\"")]
    [InlineData(100, "\n", "\"…A[58]\\n\"")]
    public void Of_a_long_answer_the_end_is_shown(int before, string end, string shown) => Assert.Equal(
        Regex.Replace(shown, @"A\[(\d+)\]", number => new string('A', int.Parse(number.Groups[1].Value, CultureInfo.InvariantCulture))),
        Excerpt.Last(Encoding.ASCII.GetBytes(new string('A', before) + end)));

    [Theory]
    [InlineData('a', 60, true)]
    [InlineData('a', 61, false)]
    [InlineData('\0', 30, true)]
    [InlineData('\x1', 16, false)]
    public void There_is_room_for_what_is_short_as_it_is_shown(char character, int count, bool isWhole) =>
        Assert.Equal(isWhole, Excerpt.IsWhole(Encoding.ASCII.GetBytes(new string(character, count))));

    [Fact]
    public void Whatever_the_bytes_it_is_short_printable_and_shows_the_byte_that_differs()
    {
        Random random = new(3);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            int offset = random.Next(bytes.Length);
            string shown = Excerpt.Around(bytes, offset);
            Assert.InRange(shown.Length, 3, 43);
            Assert.Contains(
                Enumerable.Range(0, offset + 1),
                start => shown.StartsWith($"\"{(start > 0 ? "…" : string.Empty)}{EscapedText.Show(bytes.AsSpan(start, offset + 1 - start))}", StringComparison.Ordinal));
            Assert.DoesNotContain(shown, letter => letter is < ' ' or > '~' and not '…');
        }
    }
}
