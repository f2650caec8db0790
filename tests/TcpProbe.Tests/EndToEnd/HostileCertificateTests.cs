using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>The names in a certificate are the peer's own words: none of them reaches a terminal raw, and none forges what a format says.</summary>
public sealed class HostileCertificateTests
{
    private const string Hostile = "\e[2J\e]0;owned\a\u202e\u2066\u009b31m\u2028|time=0s\nTCP OK ]]><x/> # TODO \"";

    public static TheoryData<string> Formats => ["human", "human -v", "human -vv", "json", "json -vv", "csv", "nagios", "prometheus", "junit", "tap"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_of_it_is_shown_raw(string format)
    {
        string[] options = ["--tls", "-o", .. format.Split(' ')];
        foreach (string[] more in (string[][])[options, [.. options, "--insecure"], [.. options, "--sni", "other.invalid"]])
        {
            using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(TestCertificate.Root(Quoted).IssueForBytes([.. "x\e[31m\n|"u8])));
            ToolResult result = CommandLine.Run([$"localhost:{peer.Port}", "-4", .. more]);
            Assert.NotEqual(70, result.ExitCode);
            foreach (char character in (result.Stdout + result.Stderr).Replace("\r\n", "\n", StringComparison.Ordinal)) Assert.True(IsShown(character), $"U+{(int)character:X4} in {result}");
            Read(format.Split(' ')[0], result.Stdout);
        }
    }

    [Fact]
    public void It_is_in_the_report_in_escapes()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(TestCertificate.Root(Quoted).IssueForBytes([.. "x\e[31m"u8])));
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run($"localhost:{peer.Port}", "-4", "--tls", "-o", "json").Stdout);
        JsonElement tls = json.RootElement.GetProperty("tls");
        Assert.Contains(@"\x1b[2J\x1b]0;owned\x07\xe2\x80\xae\xe2\x81\xa6\xc2\x9b31m\xe2\x80\xa8|time=0s\nTCP OK", tls.GetProperty("issuer").GetString(), StringComparison.Ordinal);
        Assert.Equal(@"x\x1b[31m", tls.GetProperty("names")[0].GetString());
    }

    private static string Quoted => $"\"{Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsShown(char character) => character == '\n' || char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    // As much of a reader as tells whether one line, one record, one test or one bar has become two.
    private static void Read(string format, string output)
    {
        int lines = output.Count(character => character == '\n');
        switch (format)
        {
            case "human":
                Assert.InRange(lines, 1, 2);
                break;
            case "json":
                Assert.Equal(1, lines);
                JsonDocument.Parse(output).Dispose();
                break;
            case "csv":
                Assert.Equal(2, lines);
                break;
            case "nagios":
                Assert.Equal((1, 1), (lines, output.Count(character => character == '|')));
                break;
            case "junit":
                Assert.Single(XDocument.Parse(output).Descendants("testcase"));
                break;
            case "tap":
                Assert.Equal(1, output.Split('\n').Count(line => line.StartsWith("ok", StringComparison.Ordinal) || line.StartsWith("not ok", StringComparison.Ordinal)));
                break;
            default:
                Assert.All(output.Split('\n')[..^1], line => Assert.Matches("^(# (HELP|TYPE) |probe_[a-z_]+[{ ])", line));
                break;
        }
    }
}
