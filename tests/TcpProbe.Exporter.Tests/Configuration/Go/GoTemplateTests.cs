using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TcpProbe.Exporter.Configuration.Go;

namespace TcpProbe.Exporter.Tests.Configuration.Go;

/// <summary>Templates are filled as Go fills them.</summary>
public sealed class GoTemplateTests
{
    [Fact]
    public void Every_template_comes_out_as_in_Go()
    {
        JsonElement[][] rows = GoVectors.Of("template");
        Assert.InRange(rows.Length, 25, int.MaxValue);
        Assert.All(rows, row =>
        {
            string[] texts = [.. row.Select(cell => cell.GetString()!)];
            Assert.Equal((texts[3], texts[4]), (texts[3], Encoding.UTF8.GetString(Filled(texts[1], texts[2], Encoding.UTF8.GetBytes(texts[3]), ending: []))));
        });
    }

    [Fact]
    public void A_line_feed_follows_what_is_sent_and_nothing_follows_nothing()
    {
        Assert.Equal("x\n"u8.ToArray(), Filled("(x)", "x", "$1"u8.ToArray(), "\n"u8.ToArray()));
        Assert.Empty(Filled("(x)", "x", "$2"u8.ToArray(), "\n"u8.ToArray()));
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_what_they_are() =>
        Assert.Equal([0xff, (byte)'x', 0xc3, (byte)'$', 0xff], Filled("(x)", "x", [0xff, (byte)'$', (byte)'1', 0xc3, (byte)'$', 0xff], ending: []));

    private static byte[] Filled(string pattern, string line, byte[] template, byte[] ending)
    {
        GoPattern read = GoPattern.Parse(pattern);
        Match match = Regex.Match(line, read.Pattern, RegexOptions.NonBacktracking);
        Assert.True(match.Success);
        Dictionary<string, ReadOnlyMemory<byte>> captures = match.Groups.Values.ToDictionary(
            group => group.Name, group => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(group.Value), StringComparer.Ordinal);
        Assert.Equal(read.Names.Count, captures.Keys.Max(name => int.Parse(name, CultureInfo.InvariantCulture)) + 1);
        return GoTemplate.Parse(template, read, ending).Fill(captures).ToArray();
    }
}
