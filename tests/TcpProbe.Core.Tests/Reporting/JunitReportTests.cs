using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class JunitReportTests
{
    public static TheoryData<string> Samples => [.. RunSamples.All.Keys];

    private static JunitReport Writer => new("probehost");

    [Fact]
    public void Each_target_is_a_test_case_a_failure_is_what_it_did_and_an_error_what_we_could_not() => Assert.Equal(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="3" failures="1" errors="1" time="0">
          <testsuite name="tcpprobe" tests="3" failures="1" errors="1" skipped="0" time="0" timestamp="2026-11-22T18:00:00Z" hostname="probehost">
            <testcase classname="tcpprobe" name="localhost:9999" time="0.0015">
              <system-out>data\n</system-out>
            </testcase>
            <testcase classname="tcpprobe" name="db:5432 (main)" time="0.00025">
              <failure type="refused" message="failed in connect: refused (ECONNREFUSED) after 0.11 ms">db:5432 (main) failed in connect: refused (ECONNREFUSED) after 0.11 ms&#10;hint: the host answered, but nothing listens on port 5432</failure>
            </testcase>
            <testcase classname="tcpprobe" name="far:22" time="0">
              <error type="local_error" message="failed in connect: local_error (EMFILE) after 0.02 ms">far:22 failed in connect: local_error (EMFILE) after 0.02 ms&#10;hint: no file descriptors left (ulimit -n); nothing was sent</error>
            </testcase>
          </testsuite>
        </testsuites>

        """,
        ToldRun.Of(Writer, RunSamples.Ok, RunSamples.Refused.Called("main"), RunSamples.OutOfDescriptors));

    [Fact]
    public void A_target_of_which_there_is_nothing_to_say_is_an_element_without_content() => Assert.Contains(
        "\n    <testcase classname=\"tcpprobe\" name=\"localhost:9999\" time=\"0.0015\"/>\n  </testsuite>\n",
        ToldRun.Of(Writer, RunSamples.Ok with { Reply = null }),
        StringComparison.Ordinal);

    [Fact]
    public void Broken_conditions_alone_are_a_failure_of_their_own_kind()
    {
        XElement failure = Assert.Single(Cases("loss allowed")).Element("failure")!;
        Assert.Equal("condition", failure.Attribute("type")!.Value);
        Assert.Equal("breaks a limit: max.total 0.72 ms > 0.1 ms, p95.tls was not measured", failure.Attribute("message")!.Value);
        Assert.Equal($"localhost:9999 {failure.Attribute("message")!.Value}", failure.Value);
    }

    [Fact]
    public void A_target_that_should_be_closed_is_a_failure_if_it_is_open_and_none_if_it_is_not()
    {
        Assert.Equal("open", Assert.Single(Cases("open")).Element("failure")!.Attribute("type")!.Value);
        Assert.Empty(Assert.Single(Cases("closed as wanted")).Elements());
    }

    [Theory]
    [InlineData("cut short")]
    [InlineData("cut short of down")]
    public void A_target_whose_only_probe_was_cut_short_is_an_error(string sample) =>
        Assert.StartsWith("db:5432 was cut short: failed in connect: connect_timed_out", Assert.Single(Cases(sample)).Element("error")!.Value, StringComparison.Ordinal);

    [Fact]
    public void Addresses_that_an_interrupted_run_did_not_come_to_are_skipped_as_one() =>
        Assert.Equal(["localhost:9999", "other addresses"], Cases("interrupted among addresses").Select(element => (string)element.Attribute("name")!));

    [Fact]
    public void Targets_that_an_interrupted_run_did_not_come_to_are_skipped()
    {
        XElement[] cases = Cases("interrupted");
        Assert.Equal(["localhost:9999", "db:5432"], cases.Select(one => one.Attribute("name")!.Value));
        Assert.Null(cases[0].Element("skipped"));
        Assert.NotNull(cases[1].Element("skipped"));
        Assert.Equal("1", cases[1].Parent!.Attribute("skipped")!.Value);
    }

    [Fact]
    public void Each_address_is_a_case_and_the_name_none() =>
        Assert.Equal(["localhost:9999 (10.0.0.1)", "localhost:9999 (2001:db8::1)"], Cases("every address").Select(one => one.Attribute("name")!.Value));

    [Fact]
    public void Targets_that_a_wait_for_any_did_not_wait_for_are_skipped()
    {
        XElement[] cases = Cases("one will do");
        Assert.Equal(["localhost:9999", "db:5432"], cases.Select(one => one.Attribute("name")!.Value));
        Assert.NotNull(cases[1].Element("skipped"));
    }

    [Fact]
    public void A_wait_that_was_in_vain_is_a_failure_even_if_every_target_was_up_the_last_time()
    {
        XElement[] cases = Cases("not for long enough");
        Assert.Equal(["localhost:9999", "wait"], cases.Select(one => one.Attribute("name")!.Value));
        Assert.Equal("wait", cases[1].Element("failure")!.Attribute("type")!.Value);
        Assert.Equal("not up after 10.00 s (--wait): 10 probes", cases[0].Parent!.Element("system-out")!.Value);
        Assert.Single(Cases("awaited in vain"));
        Assert.Single(Cases("awaited"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_schema_is_kept_and_the_counts_are_right(string sample)
    {
        XDocument document = Valid(RunSamples.All[sample](Writer));
        XElement suite = document.Root!.Element("testsuite")!;
        foreach ((string attribute, int count) in new[]
        {
            ("tests", suite.Elements("testcase").Count()),
            ("failures", suite.Descendants("failure").Count()),
            ("errors", suite.Descendants("error").Count()),
        })
        {
            Assert.Equal(count, (int)suite.Attribute(attribute)!);
            Assert.Equal(count, (int)document.Root.Attribute(attribute)!);
        }

        Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!);
    }

    [Fact]
    public void The_schema_can_be_broken() => Assert.Throws<XmlSchemaValidationException>(() =>
        Valid(RunSamples.All["refused"](Writer).Replace("type=\"refused\"", "type=\"string\"", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(HostileReplyTests.Replies), MemberType = typeof(HostileReplyTests))]
    public void A_reader_gets_the_bytes_of_a_reply_back(byte[] reply)
    {
        XElement only = Assert.Single(Valid(ToldRun.Of(Writer, Reports.Succeeded(reply))).Descendants("testcase"));
        Assert.Equal(reply, EscapedText.Parse(only.Element("system-out")!.Value));
    }

    [Theory]
    [InlineData("]]> <!-- &lt; \" ' <failure/>", "]]> <!-- &lt; \" ' <failure/>")]
    [InlineData("tab\tline\nreturn\r", "tab\tline\nreturn\r")]
    [InlineData("\0\u0001\u0008\u000b\u001f\ufffe\uffff", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd")]
    [InlineData("漢字 \ud83d\ude00 \u0085 \u202e", "漢字 \ud83d\ude00 \u0085 \u202e")]
    public void What_XML_forbids_never_appears_and_all_else_is_read_back(string label, string read)
    {
        XDocument document = Valid(ToldRun.Of(Writer, RunSamples.Refused.Called(label)));
        Assert.Equal($"db:5432 ({read})", document.Descendants("testcase").Single().Attribute("name")!.Value);
        Assert.StartsWith($"db:5432 ({read}) failed", document.Descendants("failure").Single().Value, StringComparison.Ordinal);
    }

    // An attribute of a test could not hold it.
    [Fact]
    public void Half_a_character_is_none() => Assert.Contains(
        "name=\"db:5432 (a\ufffdb)\"", ToldRun.Of(Writer, RunSamples.Refused.Called($"a{'\ud83d'}b")), StringComparison.Ordinal);

    private static XElement[] Cases(string sample) => [.. Valid(RunSamples.All[sample](Writer)).Descendants("testcase")];

    private static XDocument Valid(string text)
    {
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema };
        using XmlReader schema = XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "Schemas", "junit.xsd"));
        _ = settings.Schemas.Add(null, schema);
        using XmlReader reader = XmlReader.Create(new StringReader(text), settings);
        return XDocument.Load(reader);
    }
}
