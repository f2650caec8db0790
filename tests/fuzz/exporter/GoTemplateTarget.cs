using System.Globalization;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Exporter.Configuration.Go;

namespace TcpProbe.Fuzz;

/// <summary>A pattern, a template and a line: the template can be filled with whatever the pattern captures.</summary>
internal static class GoTemplateTarget
{
    /// <summary>Fills the template.</summary>
    public static void Run(byte[] input)
    {
        byte[][] parts = [.. Parts(input)];
        if (parts is not [var pattern, var template, var came] || GoLine.Read(Promise.Argument(pattern)) is not { } line) return;
        GoTemplate read = GoTemplate.Parse(template, line.Pattern, ending: default);
        foreach (string name in read.Names)
            Promise.Holds(int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int group) && group < line.Pattern.Names.Count, $"a template names groups: {name}");

        byte[] doubled = [.. template.SelectMany(value => value == (byte)'$' ? "$$"u8.ToArray() : [value])];
        GoTemplate literal = GoTemplate.Parse(doubled, line.Pattern, "\n"u8.ToArray());
        Promise.Holds(!literal.Names.Any(), "two dollars name nothing");
        Promise.Holds(literal.Fill(new Dictionary<string, ReadOnlyMemory<byte>>()).Span.SequenceEqual(template.Length == 0 ? [] : [.. template, (byte)'\n']), "two dollars are one, and all else is itself");

        if (came.Length == 0 || line.Look(came) is not Verdict.Matched matched) return;
        Dictionary<string, ReadOnlyMemory<byte>> captures = matched.Captures.ToDictionary(capture => capture.Name, capture => capture.Bytes, StringComparer.Ordinal);
        int filled = read.Fill(captures).Length;
        Promise.Holds(filled <= template.Length + (read.Names.Count() * came.Length), "nothing is added but captures");

        // A reference to the whole, between signs that it cannot be taken together with.
        ReadOnlyMemory<byte> whole = GoTemplate.Parse("<${0}>"u8.ToArray(), line.Pattern, ending: default).Fill(captures);
        Promise.Holds(whole.Span[1..^1].SequenceEqual(captures["0"].Span), $"what matched is filled in: {Encoding.Latin1.GetString(whole.Span)}");
    }

    private static IEnumerable<byte[]> Parts(byte[] input)
    {
        int first = Array.IndexOf(input, (byte)'\n'), second = first < 0 ? -1 : Array.IndexOf(input, (byte)'\n', first + 1);
        return second < 0 ? [] : [input[..first], input[(first + 1)..second], input[(second + 1)..]];
    }
}
