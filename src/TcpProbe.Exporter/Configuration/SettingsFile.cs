using TcpProbe.Exporter.Access;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>The configuration file: the modules of blackbox_exporter, with keys of our own beside its own.</summary>
internal static class SettingsFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static Settings Read(string path) => Of(YamlFile.Read(path));

    /// <summary>What a file says.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static Settings Of(YamlMap file)
    {
        List<string> warnings = [];
        YamlField? modules = file.Take("modules"), targets = file.Take("targets");
        file.Close();
        Dictionary<string, Module> read = new(StringComparer.Ordinal);
        foreach ((string name, YamlField module) in modules?.Map().Entries ?? []) read.Add(name, ModuleReader.Read(name, module, warnings));
        if (read.Count == 0) throw file.Mistake("has no modules; write modules: {tcp_connect: {prober: tcp}}");
        return new Settings(read, Rules(targets)) { Warnings = warnings };
    }

    private static TargetRules Rules(YamlField? field)
    {
        if (field is null) return TargetRules.None;
        YamlMap map = field.Map();
        TargetRules rules = new(Rules(map, "allow"), Rules(map, "deny"));
        map.Close();
        return rules;
    }

    private static IReadOnlyList<TargetRule> Rules(YamlMap map, string key) => [.. (map.Take(key)?.Items() ?? []).Select(item => item.Value(TargetRule.Parse))];
}
