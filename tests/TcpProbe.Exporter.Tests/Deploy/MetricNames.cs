using System.Text;
using System.Text.RegularExpressions;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Access;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Metrics;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Probing;
using TcpProbe.Exporter.Web;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Deploy;

/// <summary>The names of metrics: those that a text has, and those that the exporter writes.</summary>
internal static class MetricNames
{
    /// <summary>What a text has that looks like one of ours.</summary>
    public static IEnumerable<string> In(string text) => Matches(text, @"\b((?:probe|tcpprobe_exporter|blackbox_(?:exporter|module)|process)_[a-z_]+)\b").Distinct();

    /// <summary>What the first group of a pattern matches.</summary>
    public static IEnumerable<string> Matches(string text, string pattern) => Regex.Matches(text, pattern, RegexOptions.CultureInvariant).Select(match => match.Groups[1].Value);

    /// <summary>What the exporter writes: of a probe that goes well, of one that fails, and of itself.</summary>
    public static string[] Written()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(TestCertificate.SelfSigned("peer", TestDates.Good, "localhost")));
        Module module = new("tls") { Tls = new TlsFiles { Terms = new TlsTerms { Insecure = true } } };
        Prober prober = new(TimeProvider.System, new SharedByProbes(TimeProvider.System, lookUps: 1));
        ProbeCounts counts = new();
        StringBuilder text = new();

        // The peer accepts once, so the second probe is refused.
        for (int i = 0; i < 2; i++)
        {
            ProbeAnswer answer = prober.Run(new ProbeRequest(module, TargetSyntax.ParseEach([$"localhost:{peer.Port}"])[0], TimeSpan.FromSeconds(30)), TargetRules.None);
            counts.Add(answer);
            _ = text.Append(Encoding.UTF8.GetString(answer.Metrics.Span));
        }

        LiveSettings settings = new(path: null, TimeProvider.System);
        settings.Read();
        using WebGuard guard = new(WebSettings.Open, TimeProvider.System, _ => { });
        _ = text.Append(Encoding.UTF8.GetString(new SelfMetrics(counts, new ProbeThreads(1), settings, guard).Written().Span));
        return [.. Matches(text.ToString(), "# TYPE ([a-z_]+) ").Distinct()];
    }
}
