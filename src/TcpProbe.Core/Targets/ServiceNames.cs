using System.Globalization;

namespace TcpProbe.Core.Targets;

/// <summary>The TCP services that a file in the form of services(5) knows; each is looked up once.</summary>
/// <param name="file">The file.</param>
internal sealed class ServiceNames(string file = ServiceNames.SystemFile)
{
    public const string SystemFile = "/etc/services";

    // Thousands of targets may name the same few; a port that is a number never gets here.
    private Dictionary<string, int?>? _known;

    /// <summary>What is to be added where it knows none because there is no such file, else nothing.</summary>
    public string Excuse => File.Exists(file) ? string.Empty : $" (there is no {file} here)";

    /// <summary>The port of the service of this name or alias; <c>null</c> if the file does not know it or cannot be read.</summary>
    public int? PortOf(string name)
    {
        _known ??= new Dictionary<string, int?>(StringComparer.Ordinal);
        if (!_known.TryGetValue(name, out int? port)) _known[name] = port = Find(name);
        return port;
    }

    private int? Find(string name)
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

        string[] words = entry.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !words[1].EndsWith("/tcp", StringComparison.Ordinal)) return null;
        if (words[0] != name && !words.AsSpan(2).Contains(name)) return null;
        ReadOnlySpan<char> number = words[1].AsSpan(0, words[1].Length - "/tcp".Length);
        return ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0 ? port : null;
    }
}
