using System.Net;
using System.Xml.Linq;
using TcpProbe.Core.Responding;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Pages;

/// <summary>The page for a person. It has no script, and forbids the browser to run any.</summary>
public sealed class HomePageTests
{
    [Fact]
    public async Task It_shows_the_latest_probe_first_with_verdict_phase_reason_and_a_link_to_all_that_happened()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        await ProbeBoth(exporter);
        XElement[] rows = [.. Rows((await exporter.Get("/")).Body)];
        Assert.Equal([["tcp_connect", "ok", "", ""], ["tcp_connect", "failed", "connect", "refused"]], rows.Select(row => Cells(row, 1, 3, 4, 5)));
        string link = rows[1].Descendants("a").Single().Attribute("href")!.Value;
        (HttpStatusCode status, string log) = await exporter.Get("/" + link);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("refused (ECONNREFUSED)", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_can_be_shown_alone()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        await ProbeBoth(exporter);
        Assert.Equal([["failed"]], Rows((await exporter.Get("/?failed=1")).Body).Select(row => Cells(row, 3)));
    }

    [Fact]
    public async Task Before_the_first_probe_it_is_a_page_as_well()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        Assert.Empty(Rows((await exporter.Get("/")).Body));
    }

    [BrowserFact]
    public async Task A_browser_shows_it()
    {
        await using RunningExporter exporter = await RunningExporter.Start();
        await ProbeBoth(exporter);
        string dom = await Task.Run(() => Browser.Dom(exporter.Address));
        Assert.Contains(">refused</td>", dom, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", dom, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<caption>2 probes kept", dom, StringComparison.Ordinal);
        byte[] wide = await Task.Run(() => Browser.Picture(exporter.Address, 1200)), narrow = await Task.Run(() => Browser.Picture(exporter.Address, 500));
        Assert.True(wide.Length > 10_000 && narrow.Length > 10_000, $"pictures of {wide.Length} and {narrow.Length} bytes are empty");
    }

    private static async Task ProbeBoth(RunningExporter exporter)
    {
        using RefusedPort closed = new();
        using Responder peer = Responder.Start(new IPEndPoint(IPAddress.Loopback, 0), new ResponderBehaviour.Silent(), _ => { }, TimeProvider.System, new ResponderTerms());
        _ = await exporter.Get(RunningExporter.Probe($"127.0.0.1:{closed.Port}"));
        _ = await exporter.Get(RunningExporter.Probe(peer.EndPoint.ToString()));
    }

    // It is written so that it is XML too, but for two tags that HTML leaves open.
    private static IEnumerable<XElement> Rows(string html)
    {
        string table = html[html.IndexOf("<tbody>", StringComparison.Ordinal)..(html.IndexOf("</tbody>", StringComparison.Ordinal) + "</tbody>".Length)];
        return XElement.Parse(table).Elements("tr");
    }

    private static string[] Cells(XElement row, params int[] places)
    {
        XElement[] cells = [.. row.Elements("td")];
        return [.. places.Select(place => cells[place].Value)];
    }
}
