using Microsoft.AspNetCore.Http;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Probing;

/// <summary>Reads what a request for a probe asks for; parameters that nobody knows are passed over, as by blackbox_exporter.</summary>
/// <param name="offset">How much earlier than the asker gives up the answer is to be there.</param>
internal sealed class ProbeRequestReader(TimeSpan offset)
{
    // A host name has at most 253 characters, and a port or a service at most 15.
    private const int LongestTarget = 300;

    /// <summary>The request of a query.</summary>
    /// <exception cref="RejectedException">It asks for nothing that is probed here.</exception>
    public ProbeRequest Read(HttpRequest request, Settings settings)
    {
        IQueryCollection query = request.Query;
        Module module = ModuleOf(Parameter(query, "module"), settings);
        Target target = TargetOf(Parameter(query, "target"));
        if (!settings.Rules.MayProbe(target)) throw new RejectedException(Rejection.Forbidden, $"{target} may not be probed from here");
        return new ProbeRequest(module, target, TimeoutOf(request, module))
        {
            HostName = module.Tls is null ? null : HostNameOf(Parameter(query, "hostname")),
            IsDebug = Parameter(query, "debug") == "true",
        };
    }

    private static string? Parameter(IQueryCollection query, string name) => query.TryGetValue(name, out var values) && values is [var first, ..] ? first : null;

    private static Module ModuleOf(string? name, Settings settings)
    {
        if (string.IsNullOrEmpty(name)) throw new RejectedException(Rejection.BadRequest, $"the parameter module is missing; write module=NAME, {Offered(settings)}");
        if (!settings.Modules.TryGetValue(name, out Module? module)) throw new RejectedException(Rejection.UnknownModule, $"unknown module {Shown(name)}; {Offered(settings)}");
        return module.ForeignProber is { } prober
            ? throw new RejectedException(Rejection.UnknownModule, $"the module {Shown(name)} is for the prober {prober}, which is not here; blackbox_exporter has it") { Module = module }
            : module;
    }

    private static string Offered(Settings settings) => $"here are {string.Join(", ", settings.Modules.Values.Where(one => one.ForeignProber is null).Select(one => one.Name))}";

    private static string? HostNameOf(string? word)
    {
        if (string.IsNullOrEmpty(word)) return null;
        try
        {
            return TargetSyntax.ParseHost(word);
        }
        catch (FormatException wrong)
        {
            throw new RejectedException(Rejection.BadRequest, $"the hostname cannot be read: {wrong.Message}");
        }
    }

    private static Target TargetOf(string? word)
    {
        if (string.IsNullOrEmpty(word)) throw new RejectedException(Rejection.BadRequest, "the parameter target is missing; write target=HOST:PORT");
        if (word.Length > LongestTarget) throw new RejectedException(Rejection.BadRequest, "the target is longer than any host and port");
        try
        {
            return TargetSyntax.ParseEach([word])[0];
        }
        catch (FormatException wrong)
        {
            throw new RejectedException(Rejection.BadRequest, $"the target cannot be read: {wrong.Message}");
        }
    }

    private TimeSpan TimeoutOf(HttpRequest request, Module module)
    {
        try
        {
            return ScrapeTimeout.Of(request.Headers[ScrapeTimeout.Header], module.Timeout, offset);
        }
        catch (FormatException wrong)
        {
            throw new RejectedException(Rejection.BadRequest, wrong.Message);
        }
    }

    private static string Shown(string word) => EscapedText.Show(word, 60);
}
