using System.Text;

namespace TcpProbe.Core.Payloads;

/// <summary>A piece of a text with places for captures: bytes, or the name of a capture.</summary>
/// <param name="Bytes">The bytes, if it is no name.</param>
/// <param name="Name">The name in <c>${name}</c> or <c>\{name}</c>.</param>
internal readonly record struct TextPiece(ReadOnlyMemory<byte> Bytes, string? Name)
{
    /// <summary>The pieces of a text.</summary>
    /// <exception cref="FormatException">The text has a bad escape or a bad name.</exception>
    public static IReadOnlyList<TextPiece> Split(string text) => Split(text, EscapedText.Parse);

    /// <summary>The pieces of a text whose escapes are left for whoever reads its words.</summary>
    /// <exception cref="FormatException">A name is bad.</exception>
    public static IReadOnlyList<TextPiece> SplitWords(string text) => Split(text, Encoding.UTF8.GetBytes);

    /// <summary>The names among the pieces.</summary>
    public static IEnumerable<string> Names(IEnumerable<TextPiece> pieces)
    {
        // Written out: Select on the outcome of Where has its code looked up at run time, here for a struct.
        foreach (TextPiece piece in pieces)
        {
            if (piece.Name is { } name) yield return name;
        }
    }

    private static List<TextPiece> Split(string text, Func<string, byte[]> encode)
    {
        List<TextPiece> pieces = [];
        int begun = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsReference(text, i))
            {
                if (text[i] == '\\') i++;
                continue;
            }

            AddBytes(pieces, encode, text[begun..i]);
            int end = text.IndexOf('}', i + 2);
            string name = end < 0 ? string.Empty : text[(i + 2)..end];
            if (!IsName(name)) throw new FormatException($"{text[i]}{{ begins the name of a capture, ${{name}}; a dollar before a brace is \\$");
            pieces.Add(new TextPiece(default, name));
            i = end;
            begun = end + 1;
        }

        AddBytes(pieces, encode, text[begun..]);
        return pieces;
    }

    private static bool IsReference(string text, int at) => text[at] is '$' or '\\' && at + 1 < text.Length && text[at + 1] == '{';

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    private static void AddBytes(List<TextPiece> pieces, Func<string, byte[]> encode, string text)
    {
        if (text.Length > 0) pieces.Add(new TextPiece(encode(text), null));
    }
}
