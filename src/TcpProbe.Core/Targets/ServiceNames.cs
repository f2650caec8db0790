using System.Globalization;

namespace TcpProbe.Core.Targets;

/// <summary>The TCP services that a file in the form of services(5) knows.</summary>
internal static class ServiceNames
{
    public const string SystemFile = "/etc/services";

    private static readonly char[] s_blanks = [' ', '\t'];

    /// <summary>The port of the service of this name or alias; <c>null</c> if the file does not know it or cannot be read.</summary>
    public static int? PortOf(string name, string file = SystemFile)
    {
        if (!File.Exists(file)) return null;
        try
        {
            foreach (string line in File.ReadLines(file))
                if (PortIn(line, name) is { } port) return port;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return null;
    }

    /// <summary>The port of one line, such as <c>http 80/tcp www # WorldWideWeb</c>, if it is TCP's and about this name.</summary>
    private static int? PortIn(string line, string name)
    {
        int comment = line.IndexOf('#', StringComparison.Ordinal);
        string entry = comment < 0 ? line : line[..comment];
        if (!entry.Contains(name, StringComparison.Ordinal)) return null;

        string[] words = entry.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !words[1].EndsWith("/tcp", StringComparison.Ordinal)) return null;
        if (words[0] != name && !words.AsSpan(2).Contains(name)) return null;
        ReadOnlySpan<char> number = words[1].AsSpan(0, words[1].Length - "/tcp".Length);
        return ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0 ? port : null;
    }
}
