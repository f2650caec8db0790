namespace TcpProbe.Endings;

/// <summary>Whether a monitoring system reads stdout (<c>-o nagios</c>): then every ending is a plugin's, also that of a command line with a mistake.</summary>
internal static class PluginMode
{
    /// <summary>The code of a plugin that cannot say how the service is.</summary>
    public const int Unknown = 3;

    /// <summary>Whether a command line asks for it, even one with a mistake elsewhere: the last format for stdout counts.</summary>
    public static bool IsAskedIn(IReadOnlyList<string> args)
    {
        bool isAsked = false;
        for (int i = 0; i < args.Count && args[i] != "--"; i++)
        {
            string? format = args[i] switch
            {
                "-o" or "--output" => i + 1 < args.Count ? args[i + 1] : null,
                _ when args[i].StartsWith("--output=", StringComparison.Ordinal) => args[i]["--output=".Length..],
                _ when args[i].StartsWith("-o", StringComparison.Ordinal) => args[i][2..],
                _ => null,
            };
            if (format is not null && !format.Contains('=', StringComparison.Ordinal)) isAsked = format == "nagios";
        }

        return isAsked;
    }

    /// <summary>The one line of a plugin that cannot say how the service is; nothing in it looks like performance data.</summary>
    public static string Line(string message) => $"TCP UNKNOWN - {message.Replace("|", @"\x7c", StringComparison.Ordinal)}\n";
}
