namespace TcpProbe.Endings;

/// <summary>Whether a monitoring system reads stdout (<c>-o nagios</c>): then every ending is a plugin's, also that of a command line with a mistake.</summary>
internal static class PluginMode
{
    /// <summary>The code of a plugin that cannot say how the service is.</summary>
    public const int Unknown = 3;

    /// <summary>The short options that take a value: behind them in one word stands that, and no more options.</summary>
    internal const string WithValue = "oHptiwc";

    /// <summary>Whether a command line asks for it, even one with a mistake elsewhere: the last format for stdout counts.</summary>
    public static bool IsAskedIn(IReadOnlyList<string> args)
    {
        bool isAsked = false;
        for (int i = 0; i < args.Count && args[i] != "--"; i++)
        {
            string? format = FormatIn(args[i], i + 1 < args.Count ? args[i + 1] : null);
            if (format is not null && !format.Contains('=', StringComparison.Ordinal)) isAsked = format == "nagios";
        }

        return isAsked;
    }

    /// <summary>The one line of a plugin that cannot say how the service is; nothing in it looks like performance data.</summary>
    public static string Line(string message) => $"TCP UNKNOWN - {message.Replace("|", @"\x7c", StringComparison.Ordinal)}\n";

    private static string? FormatIn(string arg, string? next)
    {
        if (arg == "--output") return next;
        if (arg.StartsWith("--", StringComparison.Ordinal)) return arg.StartsWith("--output=", StringComparison.Ordinal) ? arg["--output=".Length..] : null;
        if (!arg.StartsWith('-')) return null;
        int option = 1;
        while (option < arg.Length && !WithValue.Contains(arg[option], StringComparison.Ordinal)) option++;
        if (option >= arg.Length || arg[option] != 'o') return null;
        return option + 1 < arg.Length ? arg[(option + 1)..] : next;
    }
}
