using System.Text.Json;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The reply read as a struct, in the JSON report.</summary>
public sealed class JsonReplyTests
{
    [Fact]
    public void Values_of_every_kind_are_told_as_JSON_has_them() => Assert.Equal(
        """
        {"format":"! I h d ? ? 3s","values":[7,-3,2.5,true,false,"a\\n\\x22"],"missing":0,"left_over":0}
        """,
        Struct("! I h d ? ? 3s", [0, 0, 0, 7, 0xff, 0xfd, 0x40, 4, 0, 0, 0, 0, 0, 0, 1, 0, (byte)'a', (byte)'\n', (byte)'"']));

    [Theory]
    [InlineData("0020000000000000", "9007199254740992")]
    [InlineData("ffe0000000000000", "-9007199254740992")]
    [InlineData("0020000000000001", "\"9007199254740993\"")]
    [InlineData("ffdfffffffffffff", "\"-9007199254740993\"")]
    public void Beyond_two_to_the_53_a_whole_number_is_a_string(string hex, string shown) =>
        Assert.Contains($"\"values\":[{shown}]", Struct("! q", Convert.FromHexString(hex)), StringComparison.Ordinal);

    [Theory]
    [InlineData("7ff0000000000000", "inf")]
    [InlineData("fff0000000000000", "-inf")]
    [InlineData("7ff8000000000000", "nan")]
    public void What_JSON_has_no_number_for_is_a_string(string hex, string shown) =>
        Assert.Contains($"\"values\":[\"{shown}\"]", Struct("! d", Convert.FromHexString(hex)), StringComparison.Ordinal);

    [Fact]
    public void A_reply_that_is_too_short_has_no_values() =>
        Assert.Equal("""{"format":"! I h","values":[],"missing":5,"left_over":0}""", Struct("! I h", "x"u8.ToArray()));

    [Fact]
    public void A_reply_that_is_longer_has_bytes_left_over() =>
        Assert.Equal("""{"format":"B","values":[120],"missing":0,"left_over":2}""", Struct("B", "xyz"u8.ToArray()));

    private static string Struct(string format, byte[] reply)
    {
        ProbeReport report = Reports.Of("db", 1);
        report = report with { Options = report.Options with { ReplyStruct = StructFormat.Parse(format) }, Reply = new Reply(reply.Length, reply) };
        using JsonDocument json = JsonDocument.Parse(Reports.Json(report));
        return json.RootElement.GetProperty("reply").GetProperty("struct").GetRawText();
    }
}
