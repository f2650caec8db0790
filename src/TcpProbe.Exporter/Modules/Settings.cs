using TcpProbe.Exporter.Access;

namespace TcpProbe.Exporter.Modules;

/// <summary>All that the configuration file says.</summary>
/// <param name="Modules">The modules by their names.</param>
/// <param name="Rules">Who may be probed.</param>
internal sealed record Settings(IReadOnlyDictionary<string, Module> Modules, TargetRules Rules)
{
    /// <summary>What holds without a file: one module that connects.</summary>
    public static Settings BuiltIn { get; } = new(new Dictionary<string, Module> { ["tcp_connect"] = new("tcp_connect") }, TargetRules.None);

    /// <summary>What is no mistake and yet worth a word, such as a file that is not there now; each with its place.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
