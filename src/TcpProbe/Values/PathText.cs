namespace TcpProbe.Values;

/// <summary>The path of a file to write on the command line.</summary>
internal static class PathText
{
    /// <summary>The path as it stands there.</summary>
    /// <exception cref="FormatException">It is empty or holds a NUL.</exception>
    public static string Parse(string text) => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal)
        ? text
        : throw new FormatException("is no path");
}
