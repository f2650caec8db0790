using System.Globalization;

namespace TcpProbe.Exporter.Access;

/// <summary>Ports, as a rule has them: <c>80,443,8000-8010</c>.</summary>
internal sealed class PortSet
{
    private readonly (int First, int Last)[] _ranges;

    private PortSet((int First, int Last)[] ranges) => _ranges = ranges;

    /// <summary>Every port.</summary>
    public static PortSet Every { get; } = new([(1, 65535)]);

    /// <summary>The ports of a word.</summary>
    /// <exception cref="FormatException">It is no list of ports; the message completes the sentence "RULE …".</exception>
    public static PortSet Parse(string word) => new([.. word.Split(',').Select(Range)]);

    /// <summary>Whether a port is among them.</summary>
    public bool Contains(int port) => Array.Exists(_ranges, range => port >= range.First && port <= range.Last);

    private static (int First, int Last) Range(string member)
    {
        int hyphen = member.IndexOf('-', StringComparison.Ordinal);
        (int first, int last) = hyphen < 0 ? (Port(member), Port(member)) : (Port(member[..hyphen]), Port(member[(hyphen + 1)..]));
        return first <= last ? (first, last) : throw new FormatException($"has a range of ports that is upside down ({first}-{last})");
    }

    private static int Port(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535
        ? port
        : throw new FormatException("has no ports behind its colon that can be read; write numbers from 1 to 65535 as in 80,443,8000-8010");
}
