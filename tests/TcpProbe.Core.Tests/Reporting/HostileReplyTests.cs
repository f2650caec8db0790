using System.Text;
using System.Text.Json;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>What a peer sent may move a cursor, turn a line round or close a string: no byte of it reaches a terminal raw.</summary>
public sealed class HostileReplyTests
{
    public static TheoryData<byte[]> Replies => new(
        "\e[2J\e]0;owned\a"u8.ToArray(),
        "ok\r\0\b\u007f"u8.ToArray(),
        "\u202eevil\u2066"u8.ToArray(),
        [0x9b, (byte)'3', (byte)'1', (byte)'m', 0xc2, 0x9b, 0x85],
        "\",\"ok\":true,\"x\":\"\\u0041\n{}"u8.ToArray(),
        "</script>${HOME}`id`"u8.ToArray(),
        [.. Enumerable.Range(0, 256).Select(value => (byte)value)],
        [0xff, 0xfe, 0xf0, 0x9f]);

    [Theory]
    [MemberData(nameof(Replies))]
    public void For_a_person_all_of_it_is_printable(byte[] reply)
    {
        Printable(Reports.Human(Reports.Succeeded(reply)), lines: 1);
        Printable(Reports.Human(Broken(reply)), lines: 2);
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void In_JSON_all_of_it_is_printable_before_and_after_the_quotes_are_gone(byte[] reply)
    {
        foreach (ProbeReport report in new[] { Reports.Succeeded(reply), Broken(reply) })
        {
            string line = Reports.Json(report);
            Printable(line, lines: 1);
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement told = json.RootElement.GetProperty("reply");
            Printable(told.GetProperty("text").GetString() + "\n", lines: 1);
            Assert.Equal(reply, Convert.FromHexString(told.GetProperty("hex").GetString()!));
            if (json.RootElement.GetProperty("failure") is { ValueKind: JsonValueKind.Object } failure) Printable(failure.GetProperty("message").GetString() + "\n", lines: 1);
        }
    }

    [Fact]
    public void Escapes_are_spelt_as_on_the_command_line() => Assert.EndsWith(
        """
        : "\x1b[31m\0\r\n\t\\\x22\x9b\xe2\x80\xae$\${"

        """,
        Reports.Human(Reports.Succeeded([.. "\e[31m\0\r\n\t\\\""u8, 0x9b, .. "\u202e$${"u8])),
        StringComparison.Ordinal);

    private static ProbeReport Broken(byte[] reply) => Reports.Succeeded(reply) with
    {
        Failure = new Failure(Phase.Exchange, FailureReason.ClosedEarly) { Step = 3, StepName = "reply" },
    };

    private static void Printable(string text, int lines)
    {
        Assert.All(Encoding.UTF8.GetBytes(text.Replace("…", string.Empty, StringComparison.Ordinal)), value => Assert.True(value is (byte)'\n' or (>= 0x20 and < 0x7f), $"0x{value:x2}"));
        Assert.Equal(lines, text.Count(character => character == '\n'));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }
}
