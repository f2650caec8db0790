using System.Text.Json;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

/// <summary>The key <c>steps</c> of the JSON report.</summary>
public sealed class JsonStepsTests
{
    private static readonly StepResult s_done = new(1, "expect-regex", StepEnd.Done, Reports.Milliseconds(0.45), BytesSent: 0, BytesReceived: 9);

    [Fact]
    public void A_step_has_what_it_captured_in_escapes() => Assert.Equal(
        """
        [{"step":1,"name":"expect-regex","ok":true,"seconds":0.00045,"bytes_sent":0,"bytes_received":9,"mismatch":null,"captures":{"id":"12\\r\\n","rest":""}}]
        """,
        Steps(s_done with { Captures = [new Capture("id", "12\r\n"u8.ToArray()), new Capture("rest", default)] }));

    [Theory]
    [InlineData(1024)]
    [InlineData(1025)]
    public void Of_a_long_capture_the_first_1024_bytes_are_told(int length) => Assert.EndsWith(
        $$$"""
        "captures":{"all":"{{{new string('x', 1024)}}}"}}]
        """,
        Steps(s_done with { Captures = [new Capture("all", Enumerable.Repeat((byte)'x', length).ToArray())] }),
        StringComparison.Ordinal);

    [Fact]
    public void A_step_that_failed_says_what_was_expected_and_what_came() => Assert.Equal(
        """
        [{"step":1,"name":"expect-regex","ok":true,"seconds":0.00045,"bytes_sent":0,"bytes_received":9,"mismatch":null,"captures":{}},
        {"step":2,"name":"expect-start","ok":false,"seconds":0,"bytes_sent":3,"bytes_received":2,"mismatch":{"expected":"\"+OK\"","got":"\"+N\"","offset":1,"fields":null},"captures":{}}]
        """.Replace("\n", string.Empty, StringComparison.Ordinal),
        Steps(s_done, new StepResult(2, "expect-start", StepEnd.Mismatch, TimeSpan.Zero, 3, 2) { Mismatch = new Mismatch("\"+OK\"", "\"+N\"") { Offset = 1 } }));

    [Fact]
    public void Where_no_single_byte_differs_there_is_no_offset() => Assert.Contains(
        """
        "mismatch":{"expected":"2 s of silence","got":"\"x\"","offset":null,"fields":null}
        """,
        Steps(s_done with { End = StepEnd.Mismatch, Mismatch = new Mismatch("2 s of silence", "\"x\"") }),
        StringComparison.Ordinal);

    [Fact]
    public void Of_an_expected_struct_every_field_that_came_is_told() => Assert.Contains(
        """
        "offset":6,"fields":[{"field":1,"code":"I","offset":0,"expected":"1..9","got":"7","ok":true},
        {"field":2,"code":"s","offset":4,"expected":"\"ab\"","got":"\"ab\"","ok":true},
        {"field":3,"code":"h","offset":6,"expected":"3","got":"-3","ok":false}]}
        """.Replace("\n", string.Empty, StringComparison.Ordinal),
        Steps(Differing("! I 2s h Q: 1..9 ab 3 1", "\0\0\0\u0007ab\xff\xfd")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(256, 1, 256)]
    [InlineData(257, 1, 1)]
    [InlineData(300, 299, 256)]
    public void Of_more_than_256_fields_those_that_differ_are_told_and_256_at_most(int fields, int differing, int told)
    {
        string came = new string('\u0001', differing) + new string('\0', fields - differing);
        using JsonDocument json = JsonDocument.Parse(Steps(Differing($"! {fields}B:{string.Concat(Enumerable.Repeat(" 0", fields))}", came)));
        JsonElement[] shown = [.. json.RootElement[0].GetProperty("mismatch").GetProperty("fields").EnumerateArray()];
        Assert.Equal(told, shown.Length);
        Assert.Equal(1, shown[0].GetProperty("field").GetInt32());
        Assert.Equal(Math.Min(differing, told), shown.Count(field => !field.GetProperty("ok").GetBoolean()));
    }

    private static StepResult Differing(string pattern, string came)
    {
        StructDiff diff = StructDiff.Of(StructPattern.Parse(pattern), [.. came.Select(character => (byte)character)]);
        return s_done with { End = StepEnd.Mismatch, Mismatch = new Mismatch("the struct", "other bytes") { Offset = diff.Differences[0].Field.Offset, Struct = diff } };
    }

    private static string Steps(params StepResult[] steps)
    {
        using JsonDocument json = JsonDocument.Parse(Reports.Json(Reports.Of("db", 1) with { Steps = steps }));
        return json.RootElement.GetProperty("steps").GetRawText();
    }
}
