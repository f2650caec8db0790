using Microsoft.AspNetCore.Http;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Probing;

namespace TcpProbe.Fuzz;

/// <summary>The query of a request, and in a line behind it how long the asker waits: a probe that may be made, or a sentence why not.</summary>
internal static class ProbeRequestTarget
{
    private static readonly TimeSpan s_offset = TimeSpan.FromSeconds(0.5), s_longest = TimeSpan.FromDays(1);

    // Nothing of the product may run before the fuzzer does, which the instrumented code reports to.
    private static readonly Lazy<Settings> s_settings = new(() => SettingsFile.Of(YamlFile.Parse(
        "modules: {m: {prober: tcp}, t: {prober: tcp, timeout: 3s, tcp: {tls: true}}, h: {prober: http}}\ntargets: {allow: ['*:1-100', '*.invalid', 10.0.0.0/8], deny: [127.0.0.1, 'a*:22']}", "f.yml")));

    /// <summary>Reads the request.</summary>
    public static void Run(byte[] input)
    {
        string[] lines = Promise.Argument(input).Split('\n');
        DefaultHttpContext context = new();
        context.Request.QueryString = new QueryString($"?{lines[0]}");
        if (lines.Length > 1) context.Request.Headers[ScrapeTimeout.Header] = lines[1];
        if (Read(context.Request) is not { } request) return;
        Promise.Holds(request.Module.ForeignProber is null, "the module is one to probe with");
        Promise.Holds(request.Timeout > TimeSpan.Zero && request.Timeout <= s_longest, $"a probe ends: {request.Timeout}");
        Promise.Holds(request.Module.Timeout is not { } most || request.Timeout <= most, "no probe is longer than its module says");
        Promise.Holds(s_settings.Value.Rules.MayProbe(request.Target), "the target may be probed");
        Promise.IsShowable($"{request.Target} {request.HostName}");
        Promise.Holds(TargetSyntax.ParseHostPort(request.Target.ToString()) == request.Target, "a target is written as it is read");
        Promise.Holds(request.HostName is not { } name || TargetSyntax.ParseHost(name) == name, "a name to expect is a name");
    }

    private static ProbeRequest? Read(HttpRequest request)
    {
        try
        {
            return new ProbeRequestReader(s_offset).Read(request, s_settings.Value);
        }
        catch (RejectedException rejected)
        {
            Promise.IsShowable(rejected.Message);
            Promise.Holds(rejected.Message.Length > 0 && rejected.Status is 400 or 403, "a rejection says why");
            return null;
        }
    }
}
