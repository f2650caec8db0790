namespace TcpProbe.Core.Payloads;

/// <summary>A line to send: words with escapes, and the one line feed that ends it.</summary>
internal static class TextLine
{
    /// <summary>The bytes of <paramref name="text"/>, its escapes replaced, and a line feed.</summary>
    /// <exception cref="FormatException">As <see cref="EscapedText.Parse"/> says.</exception>
    public static byte[] Encode(string text) => [.. EscapedText.Parse(text), (byte)'\n'];
}
