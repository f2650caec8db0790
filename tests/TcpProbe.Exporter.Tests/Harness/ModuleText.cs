using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Tests.Harness;

/// <summary>Configurations of one module, as a test writes them.</summary>
internal static class ModuleText
{
    /// <summary>What a file says.</summary>
    public static Settings Settings(string text) => SettingsFile.Of(YamlFile.Parse(text, "f.yml"));

    /// <summary>The module of the prober of TCP whose section this is, each line two blanks in.</summary>
    public static Module Tcp(string section) => Settings(Around(section)).Modules["m"];

    /// <summary>What is wrong with that section, without the name of the file; lines count from its first, which is 1.</summary>
    public static string Mistake(string section)
    {
        string[] parts = Assert.Throws<ConfigMistake>(() => Tcp(section)).Message.Split(':', 3);
        Assert.Equal("f.yml", parts[0]);
        return $"{int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) - 4}:{parts[2]}";
    }

    private static string Around(string section) => $"modules:\n m:\n  prober: tcp\n  tcp:\n{section}\n";
}
