namespace TcpProbe.Core.Payloads;

/// <summary>A struct in one argument of the command line: its format, then its values, blanks between.</summary>
/// <remarks>
/// The format is the first word, or what stands before a colon that ends a word: <c>!I2s 1 ab</c>, <c>! I 2s: 1 ab</c>.
/// A blank inside a value is <c>\x20</c>, an empty text <c>''</c>, a colon that ends a value <c>\x3a</c>.
/// </remarks>
public static class StructText
{
    private static readonly char[] Blanks = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>The format and its values; they are known to fit into it.</summary>
    /// <exception cref="FormatException">The format is none, or a value not one of its field, which the message names.</exception>
    public static (StructFormat Format, IReadOnlyList<StructValue> Values) Parse(string text)
    {
        int end = EndOfFormat(text);
        StructFormat format = StructFormat.Parse(text[..end].Trim(Blanks));
        string[] words = text[end..].TrimStart(':').Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        Demand(format, words.Length);

        StructValue[] values = new StructValue[words.Length];
        for (int i = 0; i < words.Length; i++) values[i] = StructWord.Parse(format.Fields[i], words[i]);

        // A value that is too large is the user's mistake, so it has to come out here and not when the probe is already running.
        _ = StructPacker.Pack(format, values);
        return (format, values);
    }

    /// <summary>The values as a person reads them, a blank between two.</summary>
    public static string Show(IEnumerable<StructValue> values) => string.Join(' ', values);

    private static int EndOfFormat(string text)
    {
        for (int i = text.IndexOf(':', StringComparison.Ordinal); i >= 0; i = text.IndexOf(':', i + 1))
        {
            if (i + 1 == text.Length || StructFormatReader.IsBlank(text[i + 1])) return i;
        }

        int start = text.Length - text.AsSpan().TrimStart(Blanks).Length;
        if (start == text.Length) throw new FormatException("an empty struct; write its format, then its values");
        int blank = text.IndexOfAny(Blanks, start);
        return blank < 0 ? text.Length : blank;
    }

    private static void Demand(StructFormat format, int given)
    {
        int wanted = format.Fields.Count;
        string count = $"the format \"{EscapedText.Show(format.Text)}\" takes {wanted}, {given} given";
        if (given < wanted) throw format.Fields[given].Refuse($"no value for it; {count}");
        if (given == wanted) return;
        string hint = wanted == 0 ? "; a format with blanks ends with a colon" : string.Empty;
        throw new FormatException($"no field for value {wanted + 1}; {count}{hint}");
    }
}
