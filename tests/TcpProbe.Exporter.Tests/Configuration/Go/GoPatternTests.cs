using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using TcpProbe.Exporter.Configuration.Go;

namespace TcpProbe.Exporter.Tests.Configuration.Go;

/// <summary>Regular expressions match in a line what they match in Go.</summary>
public sealed class GoPatternTests
{
    private static readonly Gen<int> s_runes = Gen.OneOf(Gen.Int[0, 0x7f], Gen.Int[0, 0xffff], Gen.Int[0xf000, 0x10fff], Gen.Int[0, 0x10ffff]).Where(Rune.IsValid);

    [Fact]
    public void Every_pattern_matches_where_and_captures_what_it_does_in_Go()
    {
        string[] differing = [.. GoVectors.Of("pattern").Where(row => !GoVectors.IsRefused(row)).Select(Difference).OfType<string>()];
        Assert.True(differing.Length == 0, string.Join('\n', differing));
    }

    [Fact]
    public void Every_pattern_that_Go_refuses_is_refused()
    {
        JsonElement[][] refused = [.. GoVectors.Of("pattern").Where(GoVectors.IsRefused)];
        Assert.InRange(refused.Length, 80, int.MaxValue);
        Assert.All(refused, row => Assert.StartsWith(
            "\"", Assert.Throws<FormatException>(() => GoPattern.Parse(row[1].GetString()!)).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(":[", "\":[\" is no regular expression: a [ without its ], near character 2")]
    [InlineData("(a", "\"(a\" is no regular expression: a ( without its ), near character 1")]
    [InlineData("a)", "\"a)\" is no regular expression: a ) without its (, near character 2")]
    [InlineData("a{2}{3}", "\"a{2}{3}\" is no regular expression: a quantifier after a quantifier, near character 5")]
    [InlineData("*", "\"*\" is no regular expression: a quantifier with nothing before it, near character 1")]
    [InlineData(@"\8", @"""\8"" is no regular expression: an escape that is none, near character 1")]
    [InlineData(@"(a)\1", @"""(a)\1"" is no regular expression: back-references are not supported, near character 4")]
    [InlineData("(?=a)", "\"(?=a)\" is no regular expression: a (? that begins no group of Go's; look-around is not supported, near character 1")]
    [InlineData(@"x\p{Greek}", @"""x\p{Greek}"" is no regular expression: \p knows the categories (L, Lu, Nd, P …), and no scripts here; a range such as [\x{370}-\x{3ff}] can stand for one, near character 2")]
    public void A_mistake_is_told_with_its_place(string pattern, string said) =>
        Assert.Equal(said, Assert.Throws<FormatException>(() => GoPattern.Parse(pattern)).Message);

    // Newer than the Go that made the table.
    [Fact]
    public void A_group_has_its_name_with_P_and_without()
    {
        GoPattern pattern = GoPattern.Parse("(?<a>x)(?:y)(?P<b>z)(q)");
        Assert.Equal([null, "a", "b", null], pattern.Names);
        Assert.Equal("1 2 3 0 - - -", string.Join(' ', new List<string> { "a", "b", "3", "0", "4", "03", "c" }.Select(name => pattern.Groups(name) is [var group] ? $"{group}" : "-")));
    }

    [Fact]
    public void Groups_may_be_nested_as_deep_as_in_Go_and_no_deeper()
    {
        GoPattern deep = GoPattern.Parse(new string('(', 900) + 'a' + new string(')', 900));
        Assert.Matches(Compiled(deep), "a");
        Assert.Contains("nested too deep", Assert.Throws<FormatException>(() => GoPattern.Parse(new string('(', 100_000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_that_differ_in_case_alone_are_those_of_Go() => Assert.All(GoVectors.Of("fold"), row =>
    {
        int[] kin = [.. row[1].EnumerateArray().Select(rune => rune.GetInt32()).Order()];
        Assert.All(kin, rune => Assert.Equal(kin, RuneFolding.Folded(RuneSet.Of(rune)).Ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1))));
    });

    // Of a letter, of one that means something, of one beyond 16 bits, and quoted in each way that Go has.
    [Fact]
    public void A_text_that_is_quoted_matches_itself_and_what_is_put_into_a_group_is_captured() => Gen.Select(
        Gen.String[Gen.Char["aZ9 \\.+*?()|[]{}^$-#&~é漢\t"], 1, 8], Gen.OneOf("", "😀", "𝒜é"), Gen.String[Gen.Char["aZ9 \\.+*?()|[]{}^$-#&~é漢\t"], 1, 8], Gen.Int[0, 2]).Sample((before, beyond, behind, way) =>
    {
        string inside = beyond + behind, line = before + inside + before;
        GoPattern pattern = GoPattern.Parse($"^{Quoted(before, way)}(?P<it>{Quoted(inside, way)}){Quoted(before, way)}$");
        Match match = Compiled(pattern).Match(line);
        Assert.Equal((true, line, inside), (match.Success, match.Value, match.Groups[1].Value));
        Assert.Equal([1], pattern.Groups("it"));
        Assert.DoesNotMatch(Compiled(pattern), $"{line}a");
    });

    [Fact]
    public void A_class_holds_the_runes_of_its_ranges_and_no_other() => Gen.Select(s_runes, s_runes, s_runes, s_runes, Gen.Bool).Sample((a, b, other, asked, isNegated) =>
    {
        (int first, int last) = (Math.Min(a, b), Math.Max(a, b));
        GoPattern pattern = GoPattern.Parse(string.Create(CultureInfo.InvariantCulture, $"^[{(isNegated ? "^" : null)}\\x{{{first:x}}}-\\x{{{last:x}}}\\x{{{other:X}}}]$"));
        foreach (int rune in (int[])[asked, first, last, other, first - 1, last + 1])
        {
            bool isIn = (rune >= first && rune <= last) || rune == other;
            if (Rune.IsValid(rune) && rune != '\n') Assert.Equal(isIn != isNegated, Compiled(pattern).IsMatch(new Rune(rune).ToString()));
        }
    }, iter: 300);

    private static string Quoted(string text, int way) => way switch
    {
        0 => $@"\Q{text}\E",
        1 => string.Concat(text.EnumerateRunes().Select(rune => string.Create(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:x}}}"))),
        _ => string.Concat(text.Select(letter => char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) && letter is not (' ' or '\t') ? $"\\{letter}" : $"{letter}")),
    };

    private static string? Difference(JsonElement[] row)
    {
        string written = row[1].GetString()!, expected = row[2].GetString()!, found;
        try
        {
            Regex regex = Compiled(GoPattern.Parse(written));
            found = string.Join(' ', GoVectors.Lines.Select((line, number) => (number, line, match: regex.Match(line))).Where(hit => hit.match.Success).Select(hit => $"{hit.number}:{Groups(hit.line, hit.match)}"));
        }
        catch (Exception thrown) when (thrown is FormatException or NotSupportedException or ArgumentException)
        {
            found = thrown.Message;
        }

        return found == expected ? null : $"{written}\n  Go   {expected}\n  here {found}";
    }

    private static string Groups(string line, Match match) => string.Join(',', match.Groups.Values.Select(group => group.Success
        ? $"{Bytes(line, group.Index)}-{Bytes(line, group.Index + group.Length)}"
        : string.Empty));

    private static int Bytes(string line, int length) => Encoding.UTF8.GetByteCount(line.AsSpan(0, length));

    private static Regex Compiled(GoPattern pattern) => new(pattern.Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
