using TcpProbe.Core.Payloads;
using TcpProbe.Core.Reporting;
using TcpProbe.Exporter.Access;

namespace TcpProbe.Exporter.Modules;

/// <summary>All that the configuration file says.</summary>
/// <param name="Modules">The modules by their names.</param>
/// <param name="Rules">Who may be probed.</param>
internal sealed record Settings(IReadOnlyDictionary<string, Module> Modules, TargetRules Rules)
{
    /// <summary>What holds without a file: one module that connects.</summary>
    public static Settings BuiltIn { get; } = new(new Dictionary<string, Module> { ["tcp_connect"] = new("tcp_connect") }, TargetRules.None);

    /// <summary>What there is to probe with, and which modules are left alone.</summary>
    public string Summary
    {
        get
        {
            Module[] foreign = [.. Modules.Values.Where(module => module.ForeignProber is not null)];
            string ours = $"{Amounts.Count(Modules.Count - foreign.Length, "module")} to probe with";
            string others = string.Join(", ", foreign.Select(module => $"{EscapedText.Show(module.Name)} ({module.ForeignProber})"));
            return foreign.Length == 0 ? ours : $"{ours}; {foreign.Length} left alone: {others}";
        }
    }

    /// <summary>What is no mistake and yet worth a word, such as a file that is not there now; each with its place.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
