using System.Globalization;
using System.Text;

namespace TcpProbe.Core.Payloads;

/// <summary>A struct of the command line taken apart: its format, and one word a field.</summary>
internal readonly record struct StructArgument(StructFormat Format, string[] Values)
{
    // Past so many words nobody reads the hint that guessing takes its time for.
    private const int MostWordsGuessed = 100;
    private const int ShownCharacters = 60;
    private static readonly char[] Blanks = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>The format and as many words as it has fields.</summary>
    /// <exception cref="FormatException">The format is none, or the words are more or fewer.</exception>
    internal static StructArgument Parse(string text)
    {
        int end = EndOfFormat(text);
        StructFormat format = ParseFormat(text[..end].Trim(Blanks));
        string[] words = text[end..].TrimStart(':').Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != format.Fields.Count) throw WrongCount(text, format, words);
        return new StructArgument(format, words);
    }

    private static StructFormat ParseFormat(string text)
    {
        try
        {
            return StructFormat.Parse(text);
        }
        catch (FormatException bad) when (text.IndexOfAny(Blanks, 1) is > 0 and int blank && FieldsOf(text[..blank]) > 0)
        {
            // The first word was a format already, so the colon behind a later one may have been meant as text.
            throw new FormatException($@"{bad.Message}; a colon that ends a value is \x3a");
        }
    }

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

    private static FormatException WrongCount(string text, StructFormat format, string[] words)
    {
        int wanted = format.Fields.Count, given = words.Length;
        string values = wanted == 1 ? "1 value" : string.Create(CultureInfo.InvariantCulture, $"{wanted} values");
        string count = $"the format \"{Short(format.Text)}\" takes {values}, {given} given{Hint(text, format, words)}";
        return given < wanted
            ? format.Fields[given].Refuse($"no value for it; {count}")
            : new FormatException($"no field for value {wanted + 1}, \"{Short(words[wanted])}\"; {count}");
    }

    // What was meant, where the mistake is a likely one: blanks in a format without its colon, or quotes that end before the values.
    private static string? Hint(string text, StructFormat format, string[] words)
    {
        if (words.Length == 0) return $"; format and values are one argument: '{Short(format.Text)} {Placeholders(format.Fields.Count)}'";
        if (text[EndOfFormat(text)..].StartsWith(':')) return null;
        string? meant = MeantWithColon(text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries));
        if (meant is null && format.Fields.Count > 0) return null;
        return $"; a format with blanks ends with a colon{(meant is null ? null : $": '{meant}'")}";
    }

    private static string? MeantWithColon(string[] words)
    {
        for (int i = Math.Min(words.Length, MostWordsGuessed); i > 1; i--)
        {
            string format = string.Join(' ', words[..i]), values = string.Join(' ', words[i..]);
            if (FieldsOf(format) is not { } fields || (fields != words.Length - i && i != words.Length)) continue;
            bool plain = i < words.Length && !values.Contains('\\', StringComparison.Ordinal);
            return $"{Short(format)}: {(plain ? Short(values) : Placeholders(fields))}";
        }

        return null;
    }

    private static string Placeholders(int fields) => fields == 1 ? "V" : "V V …";

    private static int? FieldsOf(string format)
    {
        try
        {
            return StructFormat.Parse(format).Fields.Count;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Short(string words) => EscapedText.Show(Encoding.UTF8.GetBytes(words), ShownCharacters);
}
