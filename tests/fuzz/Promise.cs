using System.Globalization;
using System.Text;

namespace TcpProbe.Fuzz;

/// <summary>What must hold whatever the input is; a broken one is an exception that no parser throws.</summary>
internal static class Promise
{
    /// <summary>Ends the case unless this holds.</summary>
    public static void Holds(bool isTrue, string promise)
    {
        if (!isTrue) throw new BrokenPromiseException(promise);
    }

    /// <summary>The bytes as an argument: UTF-8 as the runtime decodes it, and no NUL, which none can hold.</summary>
    public static string Argument(ReadOnlySpan<byte> input) => Encoding.UTF8.GetString(input).Replace("\0", string.Empty, StringComparison.Ordinal);

    /// <summary>What a parser makes of an input, <c>null</c> if it refuses it as it may: with a sentence that can be shown.</summary>
    public static T? OrRefused<T>(Func<T?> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (FormatException refusal)
        {
            Holds(refusal.Message.Length > 0, "a refusal says why");
            IsShowable(refusal.Message);
            return null;
        }
    }

    /// <summary>Ends the case if something in a text moves a cursor, hides, ends a line or turns it round.</summary>
    public static void IsShowable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Holds(Rune.TryGetRuneAt(text, i, out Rune rune), $"half of a character is not shown: {text}");
            if (!rune.IsBmp) i++;
            Holds(IsSeen(rune), $"U+{rune.Value:X4} is not shown raw");
        }
    }

    private static bool IsSeen(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

/// <summary>A promise that an input has broken.</summary>
internal sealed class BrokenPromiseException(string promise) : Exception(promise);
