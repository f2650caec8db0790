using System.Globalization;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>Reads what a backslash in a pattern means, in a class and outside of one.</summary>
/// <param name="cursor">Where it stands.</param>
internal sealed class EscapeReader(PatternCursor cursor)
{
    private const int LastRune = 0x10ffff;

    /// <summary>A class behind a backslash, <c>\d</c> or <c>\pL</c>; <c>null</c>, and nothing read, if another escape stands there.</summary>
    /// <exception cref="FormatException">There is no such class.</exception>
    public RuneSet? TakeClass(bool folds)
    {
        if (cursor.Rest is not ['\\', var letter, ..]) return null;
        if (RuneClass.IsPerl(letter))
        {
            cursor.At += 2;
            return RuneClass.Perl(letter, folds);
        }

        return letter is 'p' or 'P' ? TakeCategory(folds) : null;
    }

    /// <summary>The character that an escape stands for.</summary>
    /// <exception cref="FormatException">There is no such escape.</exception>
    public int TakeCharacter()
    {
        int start = cursor.At++;
        if (cursor.IsAtEnd) throw cursor.Wrong(@"a \ at the end", start);
        int letter = cursor.TakeRune();
        switch (letter)
        {
            case >= '1' and <= '7' when cursor.Next is < '0' or > '7':
                throw cursor.Wrong(@"back-references are not supported", start);
            case >= '0' and <= '7':
                return TakeOctal(letter - '0');
            case 'x':
                return TakeHex(start);
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'C':
                throw cursor.Wrong(@"\C, half of a character, is not supported", start);
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)letter):
                return letter;
            default:
                throw cursor.Wrong("an escape that is none", start);
        }
    }

    private int TakeOctal(int value)
    {
        for (int i = 1; i < 3 && cursor.Next is >= '0' and <= '7'; i++) value = value * 8 + cursor.TakeRune() - '0';
        return value;
    }

    private int TakeHex(int start)
    {
        bool isBraced = cursor.Take("{");
        ReadOnlySpan<char> rest = cursor.Rest;
        int length = 0;
        while (length < rest.Length && char.IsAsciiHexDigit(rest[length]) && (isBraced || length < 2)) length++;
        bool isWhole = isBraced ? length > 0 && length < rest.Length && rest[length] == '}' : length == 2;
        if (!isWhole || !int.TryParse(rest[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) || value is < 0 or > LastRune)
            throw cursor.Wrong(@"\x without its digits, \x7f or \x{10ffff}", start);
        cursor.At += isBraced ? length + 1 : length;
        return value;
    }

    private RuneSet TakeCategory(bool folds)
    {
        int start = cursor.At;
        bool isNegated = cursor.Rest[1] == 'P';
        cursor.At += 2;
        if (cursor.IsAtEnd) throw cursor.Wrong(@"\p names no class", start);
        string name;
        if (cursor.Take("{"))
        {
            (name, bool ended) = cursor.TakeUntil("}");
            if (!ended) throw cursor.Wrong(@"a \p{ without its }", start);
        }
        else
        {
            name = char.ConvertFromUtf32(cursor.TakeRune());
        }

        if (name.StartsWith('^'))
        {
            isNegated = !isNegated;
            name = name[1..];
        }

        RuneSet set = RuneClass.Unicode(name, folds)
            ?? throw cursor.Wrong(@"\p knows the categories (L, Lu, Nd, P …), and no scripts here; a range such as [\x{370}-\x{3ff}] can stand for one", start);
        return isNegated ? set.Negated() : set;
    }
}
