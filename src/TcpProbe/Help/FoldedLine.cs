namespace TcpProbe.Help;

/// <summary>A line of a terminal on a page that is narrower.</summary>
internal static class FoldedLine
{
    private const string Indent = "    ";

    /// <summary>The line in parts that fit: a command goes on behind a backslash, as a shell has it, a report behind a comma if there is one.</summary>
    public static IEnumerable<string> Of(string line, int width)
    {
        bool isCommand = line.StartsWith('$');
        while (line.Length > width)
        {
            int end = isCommand ? -1 : line.LastIndexOf(", ", width - 1, StringComparison.Ordinal) + 1;
            if (end <= width / 3) end = line.LastIndexOf(' ', width - 2);
            if (end <= Indent.Length) break;
            yield return isCommand ? $@"{line[..end]} \" : line[..end];
            line = Indent + line[(end + 1)..];
        }

        yield return line;
    }
}
