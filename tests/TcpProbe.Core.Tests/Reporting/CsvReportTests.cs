using System.Net;
using System.Text;
using Microsoft.VisualBasic.FileIO;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class CsvReportTests
{
    private const string Header = "seq,started_at,host,port,label,address,ok,phase,reason,step,errno,resolve,connect,tls,exchange,close,total,elapsed,"
        + "rtt,syn_retransmits,bytes_sent,bytes_received,exit_code,message,reply";

    public static TheoryData<string> Samples => [.. RunSamples.All.Keys];

    private static CsvReport Writer => new(probe => probe.IsOk ? 0 : 11);

    [Fact]
    public void Each_probe_is_a_record_under_the_names_of_the_columns() => Assert.Equal(
        $"""
        {Header}
        1,2026-11-22T18:00:00.000000Z,localhost,9999,,127.0.0.1,true,,,,,,0.00021,,0.00048,0.00003,0.00072,0.0015,0.000025,0,27,5,0,,data\n
        2,2026-11-22T18:00:00.000000Z,db,5432,"the main one, read only",10.0.0.7,false,connect,refused,,ECONNREFUSED,,0.00011,,,,0.00011,0.00025,,,,,11,refused (ECONNREFUSED) after 0.11 ms,

        """.ReplaceLineEndings("\r\n"),
        ToldRun.Of(Writer, RunSamples.Ok, RunSamples.Refused.Called("the main one, read only")));

    [Fact]
    public void What_was_not_measured_is_empty()
    {
        IReadOnlyDictionary<string, string> record = Assert.Single(Records(ToldRun.Of(Writer, Reports.Of("nosuch", 1))));
        Assert.All(
            ["address", "step", "resolve", "connect", "tls", "exchange", "close", "total", "rtt", "syn_retransmits", "bytes_sent", "bytes_received", "reply"],
            name => Assert.Empty(record[name]));
    }

    [Fact]
    public void A_step_that_failed_is_told_with_what_came_before_it()
    {
        IReadOnlyDictionary<string, string> record = Assert.Single(Records(ToldRun.Of(Writer, RunSamples.Mismatched("-ERR\r\n"u8.ToArray()))));
        Assert.Equal(("exchange", "reply_mismatch", "2", "0.0241"), (record["phase"], record["reason"], record["step"], record["tls"]));
        Assert.Equal("""reply_mismatch after 0.44 ms: expected "PONG", got "-ERR\r\n" """.TrimEnd(), record["message"]);
    }

    [Fact]
    public void A_target_that_should_be_closed_and_is_open_says_so()
    {
        IReadOnlyDictionary<string, string> record = Assert.Single(Records(RunSamples.All["open"](Writer)));
        Assert.Equal(("false", "", "is open and wanted closed: connected to 127.0.0.1 in 0.21 ms"), (record["ok"], record["reason"], record["message"]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_reader_finds_every_column_in_every_record(string sample)
    {
        string text = RunSamples.All[sample](Writer);
        Assert.StartsWith(Header + "\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.NotEmpty(Records(text));
    }

    [Fact]
    public void A_reader_gets_the_label_back_whatever_is_in_it() =>
        Assert.Equal(RunSamples.HostileLabel, Assert.Single(Records(ToldRun.Of(Writer, RunSamples.Ok.Called(RunSamples.HostileLabel))))["label"]);

    [Theory]
    [MemberData(nameof(HostileReplyTests.Replies), MemberType = typeof(HostileReplyTests))]
    public void A_reader_gets_the_bytes_of_a_reply_back(byte[] reply) => Assert.Equal(reply, EscapedText.Parse(ReplyOf(reply)));

    [Theory]
    [InlineData("=1+1", @"\x3d1+1")]
    [InlineData("+OK ready", @"\x2bOK ready")]
    [InlineData("-ERR", @"\x2dERR")]
    [InlineData("@SUM(A1)", @"\x40SUM(A1)")]
    [InlineData("a=1; b=2", "a=1; b=2")]
    [InlineData("x;=cmd;+1", @"x;\x3dcmd;\x2b1")]
    [InlineData("\t=1", @"\t=1")]
    [InlineData("\"=1", @"\x22=1")]
    public void No_field_that_a_peer_fills_begins_a_formula(string reply, string shown)
    {
        Assert.Equal(shown, ReplyOf(Encoding.UTF8.GetBytes(reply)));
        Assert.Equal(reply, Encoding.UTF8.GetString(EscapedText.Parse(shown)));
    }

    [Fact]
    public void Nor_does_a_message_that_quotes_a_peer_where_fields_end_with_semicolons() => Assert.Contains(
        @";\x3dcmd", Assert.Single(Records(ToldRun.Of(Writer, RunSamples.Mismatched("a;=cmd"u8.ToArray()))))["message"], StringComparison.Ordinal);

    [Theory]
    [InlineData(" a")]
    [InlineData("a ")]
    public void A_field_that_begins_or_ends_with_a_blank_is_quoted(string reply) =>
        Assert.EndsWith($",\"{reply}\"\r\n", ToldRun.Of(Writer, Reports.Succeeded(Encoding.UTF8.GetBytes(reply))), StringComparison.Ordinal);

    [Fact]
    public void A_reply_longer_than_what_is_kept_is_cut_there() =>
        Assert.Equal(Reply.KeptBytes, ReplyOf([.. Enumerable.Repeat((byte)'x', Reply.KeptBytes + 1)]).Length);

    [Fact]
    public void The_address_is_the_one_that_was_tried_or_known()
    {
        Assert.Equal("127.0.0.1", AddressOf(RunSamples.Ok));
        Assert.Equal("127.0.0.1", AddressOf(RunSamples.Mismatched("-ERR"u8.ToArray())));
        Assert.Equal("10.0.0.7", AddressOf(RunSamples.Refused));
        Assert.Equal("127.0.0.7", AddressOf(RunSamples.Unknown with { Options = RunSamples.Unknown.Options with { Target = RunSamples.Unknown.Options.Target with { Literal = IPAddress.Parse("127.0.0.7") } } }));
        Assert.Equal("2001:db8::1", AddressOf(RunSamples.Unknown.AtAddress("2001:db8::1")));
        Assert.Empty(AddressOf(RunSamples.Unknown));
    }

    private static string AddressOf(ProbeReport report) => Assert.Single(Records(ToldRun.Of(Writer, report)))["address"];

    private static string ReplyOf(byte[] reply) => Assert.Single(Records(ToldRun.Of(Writer, Reports.Succeeded(reply))))["reply"];

    private static List<IReadOnlyDictionary<string, string>> Records(string text)
    {
        using TextFieldParser parser = new(new StringReader(text)) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        string[] names = parser.ReadFields()!;
        List<IReadOnlyDictionary<string, string>> records = [];
        while (parser.ReadFields() is { } fields)
        {
            Assert.Equal(names.Length, fields.Length);
            records.Add(names.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return records;
    }
}
