using System.Net;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Fuzz;

/// <summary>The configuration file: it has modules that can be probed with, or a mistake with its place.</summary>
internal static class ModuleFileTarget
{
    private static readonly Target s_named = new("db.invalid", 5432, Literal: null), s_literal = new("127.0.0.1", 22, IPAddress.Loopback);

    /// <summary>Reads a file.</summary>
    public static void Run(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        if (FilePromise.NamesFiles(text) || FilePromise.OrMistaken(text, SettingsFile.Of) is not { } settings) return;
        Promise.Holds(settings.Modules.Count > 0, "a file has modules");
        Promise.IsShowable(settings.Summary);
        foreach (string warning in settings.Warnings) FilePromise.HasPlace(warning, text);
        foreach (Module module in settings.Modules.Values) CanBeUsed(module);
        Promise.Holds(!settings.Rules.MayProbe(s_literal) || settings.Rules.MayConnect(s_literal, IPAddress.Loopback), "what may be probed may be connected to");
        _ = settings.Rules.MayProbe(s_named);
    }

    private static void CanBeUsed(Module module)
    {
        Promise.Holds(module.Timeout is null || module.Timeout > TimeSpan.Zero, "no limit is none");
        if (module.ForeignProber is not null) return;
        Exchange exchange = module.Template.Exchange;
        HashSet<string> captures = new(StringComparer.Ordinal);
        foreach (ExchangeStep step in exchange.Steps)
        {
            if (step is ExpectStep { Expectation: var expectation }) CanBeMet(expectation, exchange.MaxReply, captures);
            if (step is SendStep { Message: FixedMessage fixedMessage }) Promise.Holds(fixedMessage.Bytes.Length > 0, "what is sent is something");
            else if (step is SendStep { Message: var message }) Promise.Holds(message.Names.All(name => char.IsAsciiDigit(name[0]) || captures.Contains(name)), "what is sent was captured before");
        }

        foreach (ExpectLabels labels in module.Labels)
        {
            Promise.Holds(labels.Step >= 1 && labels.Step <= exchange.Steps.Count && exchange.Steps[labels.Step - 1] is ExpectStep, "labels belong to an expectation");
            Promise.Holds(labels.Labels.Select(label => label.Key).Distinct(StringComparer.Ordinal).Count() == labels.Labels.Count, "a label is one");
        }
    }

    private static void CanBeMet(Expectation expectation, int maxReply, HashSet<string> captures)
    {
        Promise.IsShowable(expectation.Description);
        Promise.Holds(expectation.LeastLength >= 1 && expectation.LeastLength <= maxReply, "what is expected is something, and fits");
        if (expectation is RegexExpectation regex) captures.UnionWith(regex.Groups);
    }
}
