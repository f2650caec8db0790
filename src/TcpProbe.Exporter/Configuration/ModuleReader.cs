using TcpProbe.Exporter.Configuration.Go;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads a module: its prober, its timeout, and what the prober of TCP is told.</summary>
internal static class ModuleReader
{
    private const string Ours = "tcp";

    private static readonly string[] s_probers = [Ours, "http", "icmp", "dns", "grpc", "unix", "websocket"];

    /// <summary>The module of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="field">What stands behind it.</param>
    /// <param name="warnings">Where to put what is no mistake and yet worth a word.</param>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static Module Read(string name, YamlField field, List<string> warnings)
    {
        if (field.IsNull) throw field.Mistake("is empty; write prober: tcp");
        YamlMap map = field.Map();
        string prober = (map.Take("prober") ?? throw field.Mistake("has no prober; write prober: tcp")).Value(Prober);
        TimeSpan? timeout = map.Take("timeout")?.Value(GoDuration.Parse);
        Dictionary<string, YamlField?> sections = s_probers.ToDictionary(section => section, map.Take);
        map.Close();
        Module module = new(name) { Timeout = timeout > TimeSpan.Zero ? timeout : null };
        return prober == Ours ? new TcpReader(module, warnings).Read(sections[Ours]) : module with { ForeignProber = prober };
    }

    private static string Prober(string word) => s_probers.Contains(word)
        ? word
        : throw new FormatException($"is not one of {string.Join(", ", s_probers)}");
}
