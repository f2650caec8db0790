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
        file.Close();
        return Settings.BuiltIn;
    }
}
