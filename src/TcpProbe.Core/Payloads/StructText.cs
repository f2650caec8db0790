namespace TcpProbe.Core.Payloads;

/// <summary>A struct in one argument of the command line: its format, then its values, blanks between.</summary>
/// <remarks>
/// The format is the first word, or what stands before a colon that ends a word: <c>!I2s 1 ab</c>, <c>! I 2s: 1 ab</c>.
/// A blank inside a value is <c>\x20</c>, an empty text <c>''</c>, a colon that ends a value <c>\x3a</c>.
/// </remarks>
public static class StructText
{
    /// <summary>The format and its values; they are known to fit into it.</summary>
    /// <exception cref="FormatException">The format is none, or a value not one of its field, which the message names.</exception>
    public static (StructFormat Format, IReadOnlyList<StructValue> Values) Parse(string text)
    {
        (StructFormat format, string[] words) = StructArgument.Parse(text);
        StructValue[] values = new StructValue[words.Length];
        for (int i = 0; i < words.Length; i++) values[i] = StructWord.Parse(format.Fields[i], words[i]);

        // A value that is too large is the user's mistake, so it has to come out here and not when the probe is already running.
        _ = StructPacker.Pack(format, values);
        return (format, values);
    }

    /// <summary>The values as a person reads them, a blank between two.</summary>
    public static string Show(IEnumerable<StructValue> values) => string.Join(' ', values);
}
