using System.Globalization;
using System.Net;
using System.Text;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Pages;

/// <summary>The page for a person: the probes that were made lately, with their verdicts. It needs no script and nothing from elsewhere.</summary>
internal static class HomePage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --bad: #b3261e; --good: #1b6e3c }
        @media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7ddc9c } }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 88rem; padding: 0 1rem }
        h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 1.6rem }
        .wide { overflow-x: auto }
        table { border-collapse: collapse; width: 100% }
        caption { text-align: left; padding: .3rem 0; opacity: .75 }
        th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top }
        td.wrap { white-space: normal; min-width: 9rem; overflow-wrap: anywhere } td.say { min-width: 20rem }
        td.num { text-align: right; font-variant-numeric: tabular-nums }
        .ok { color: var(--good) } .failed { color: var(--bad); font-weight: 600 }
        code { font-size: .92em } form { display: flex; flex-wrap: wrap; gap: .5rem } input[type=text] { flex: 1 1 14rem; max-width: 30rem }
        @media (max-width: 700px) {
          thead, td.word { display: none } tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0 }
          td { border: 0; padding: 0 .5rem 0 0; display: inline-block } td.wrap { display: block; min-width: 0 }
        }
        """;

    /// <summary>The page.</summary>
    /// <param name="probes">The probes, the latest first.</param>
    /// <param name="settings">The configuration.</param>
    /// <param name="failuresOnly">Whether those that went well are left out.</param>
    public static string Of(IReadOnlyList<RecentProbe> probes, Settings settings, bool failuresOnly)
    {
        StringBuilder html = new();
        _ = html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>tcpprobe-exporter</title>\n<style>\n")
            .Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>tcpprobe-exporter ").Append(Text(ProductVersion.Text)).Append("</h1>\n")
            .Append("<p><a href=\"metrics\">Metrics of the exporter</a></p>\n");
        AppendModules(html, settings);
        AppendProbes(html, failuresOnly ? [.. probes.Where(probe => !probe.Answer.Probe.IsOk)] : probes, failuresOnly);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void AppendModules(StringBuilder html, Settings settings)
    {
        string[] foreign = [.. settings.Modules.Values.Where(module => module.ForeignProber is not null).Select(module => $"{Text(module.Name)} ({Text(module.ForeignProber!)})")];
        _ = html.Append("<h2>One probe, with all that happened</h2>\n<form action=\"probe\"><select name=\"module\" aria-label=\"Module\">");
        foreach (Module module in settings.Modules.Values.Where(module => module.ForeignProber is null)) _ = html.Append("<option>").Append(Text(module.Name)).Append("</option>");
        _ = html.Append("</select><input type=\"text\" name=\"target\" placeholder=\"HOST:PORT\" aria-label=\"Target\" required>")
            .Append("<input type=\"hidden\" name=\"debug\" value=\"true\"><button>Probe</button></form>\n");
        if (foreign.Length > 0) _ = html.Append("<p>Modules for other probers, which are not here: ").AppendJoin(", ", foreign).Append("</p>\n");
    }

    private static void AppendProbes(StringBuilder html, IReadOnlyList<RecentProbe> probes, bool failuresOnly)
    {
        string other = failuresOnly ? "<a href=\"?\">show all</a>" : "<a href=\"?failed=1\">show failures only</a>";
        _ = html.Append("<h2>Recent probes</h2>\n<div class=\"wide\">\n<table>\n<caption>")
            .Append(Amounts.Count(probes.Count, failuresOnly ? "failure" : "probe")).Append(" kept, the latest first; ").Append(other).Append("</caption>\n")
            .Append("<thead><tr><th scope=\"col\">Begun (UTC)</th><th scope=\"col\">Module</th><th scope=\"col\">Target</th><th scope=\"col\">Verdict</th>")
            .Append("<th scope=\"col\">Phase</th><th scope=\"col\">Reason</th><th scope=\"col\">Took</th><th scope=\"col\">What happened</th></tr></thead>\n<tbody>\n");
        foreach (RecentProbe probe in probes) AppendRow(html, probe);
        _ = html.Append("</tbody>\n</table>\n</div>\n");
    }

    private static void AppendRow(StringBuilder html, RecentProbe probe)
    {
        ProbeReport report = probe.Answer.Probe.Report;
        bool isOk = probe.Answer.Probe.IsOk;
        string begun = TimeText.Precise(report.StartedAt);
        string number = probe.Number.ToString(CultureInfo.InvariantCulture);
        _ = html.Append("<tr><td><time datetime=\"").Append(begun).Append("\">").Append(begun.AsSpan(11, 8)).Append("</time>")
            .Append("</td><td>").Append(Text(probe.Answer.Request.Module.Name))
            .Append("</td><td class=\"wrap\">").Append(Text(probe.Answer.Request.Target.ToString()))
            .Append(isOk ? "</td><td class=\"ok\">ok" : "</td><td class=\"failed\">failed")
            .Append("</td><td class=\"word\">").Append(report.Failure is { } failed ? Words.Of(failed.Phase) : string.Empty)
            .Append("</td><td class=\"word\">").Append(report.Failure is { } failure ? Words.Of(failure.Reason) : string.Empty)
            .Append("</td><td class=\"num\">").Append(Amounts.Time(report.Elapsed))
            .Append("</td><td class=\"wrap say\"><a href=\"logs?id=").Append(number).Append("\">").Append(Text(Said(probe))).Append("</a></td></tr>\n");
    }

    // The line without what stands in other columns.
    private static string Said(RecentProbe probe)
    {
        string line = ProbeSheet.Line(probe.Answer), name = probe.Answer.Probe.Report.Options.Name;
        return line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..].TrimStart() : line;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
