namespace TcpProbe.Fuzz;

/// <summary>What the exporter reads: its files, and what a request asks for. Each takes the bytes of one case and throws if a promise is broken, or what no parser may throw.</summary>
internal static class ExporterTargets
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["module-file"] = ModuleFileTarget.Run,
        ["web-file"] = WebFileTarget.Run,
        ["go-pattern"] = GoPatternTarget.Run,
        ["go-template"] = GoTemplateTarget.Run,
        ["target-rule"] = TargetRuleTarget.Run,
        ["probe-request"] = ProbeRequestTarget.Run,
        ["exporter-values"] = ExporterValueTarget.Run,
    };
}
