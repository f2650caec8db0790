using System.Text.Encodings.Web;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>
/// Escapes as <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/> does. That one makes a table of all characters first, a million instructions;
/// here it is asked only about a text that has others than the printable ones of ASCII, which hardly a report has.
/// </summary>
internal sealed class SparingEncoder : JavaScriptEncoder
{
    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        IsCommon(unicodeScalar) ? IsSpecial(unicodeScalar) : UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar);

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (int i = 0; i < textLength; i++)
        {
            if (!IsCommon(text[i])) return UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncode(text, textLength);
            if (IsSpecial(text[i])) return i;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!IsSpecial(unicodeScalar)) return UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        numberOfCharactersWritten = bufferLength < 2 ? 0 : 2;
        if (bufferLength < 2) return false;
        buffer[0] = '\\';
        buffer[1] = (char)unicodeScalar;
        return true;
    }

    private static bool IsCommon(int scalar) => scalar is >= ' ' and <= '~';

    private static bool IsSpecial(int scalar) => scalar is '"' or '\\';
}
