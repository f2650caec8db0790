namespace TcpProbe.Core.Payloads;

/// <summary>The table of the letters of a struct format, as Python's <c>struct</c> has it.</summary>
internal static class StructCode
{
    /// <summary>Every letter, for messages.</summary>
    internal const string All = "x c b B ? h H i I l L q Q n N e f d s p P";

    /// <summary>What the letter stands for.</summary>
    internal static StructKind KindOf(char code) => code switch
    {
        'x' => StructKind.Padding,
        'c' => StructKind.Character,
        '?' => StructKind.Truth,
        'e' or 'f' or 'd' => StructKind.FloatingPoint,
        's' => StructKind.Text,
        'p' => StructKind.PascalText,
        _ => StructKind.WholeNumber,
    };

    /// <summary>Bytes of one item; <c>null</c> if the letter means nothing under this byte order.</summary>
    /// <remarks>The native sizes are those of a 64-bit Unix (LP64), where each is its own alignment too.</remarks>
    internal static int? SizeOf(char code, bool native) => code switch
    {
        'x' or 'c' or 'b' or 'B' or '?' or 's' or 'p' => 1,
        'h' or 'H' or 'e' => 2,
        'i' or 'I' or 'f' => 4,
        'l' or 'L' => native ? 8 : 4,
        'q' or 'Q' or 'd' => 8,
        'n' or 'N' or 'P' when native => 8,
        _ => null,
    };

    /// <summary>Whether a count before the letter is a width, not a number of values.</summary>
    internal static bool CountIsWidth(char code) => code is 's' or 'p';

    /// <summary>Whether a whole number of this letter has a sign.</summary>
    internal static bool IsSigned(char code) => char.IsAsciiLetterLower(code);
}
