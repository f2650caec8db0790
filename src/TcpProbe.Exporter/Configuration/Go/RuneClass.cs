using System.Collections.Concurrent;
using System.Globalization;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>The classes that have names: those of Perl and POSIX hold ASCII alone, those of Unicode are its general categories.</summary>
internal static class RuneClass
{
    private static readonly Dictionary<char, RuneSet> s_perl = new()
    {
        ['d'] = RuneSet.Of([('0', '9')]),
        ['s'] = RuneSet.Of([('\t', '\n'), ('\f', '\r'), (' ', ' ')]),
        ['w'] = RuneSet.Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
    };

    private static readonly Dictionary<string, RuneSet> s_posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = RuneSet.Of([('0', '9'), ('A', 'Z'), ('a', 'z')]),
        ["alpha"] = RuneSet.Of([('A', 'Z'), ('a', 'z')]),
        ["ascii"] = RuneSet.Of([(0, 0x7f)]),
        ["blank"] = RuneSet.Of([('\t', '\t'), (' ', ' ')]),
        ["cntrl"] = RuneSet.Of([(0, 0x1f), (0x7f, 0x7f)]),
        ["digit"] = RuneSet.Of([('0', '9')]),
        ["graph"] = RuneSet.Of([('!', '~')]),
        ["lower"] = RuneSet.Of([('a', 'z')]),
        ["print"] = RuneSet.Of([(' ', '~')]),
        ["punct"] = RuneSet.Of([('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        ["space"] = RuneSet.Of([('\t', '\r'), (' ', ' ')]),
        ["upper"] = RuneSet.Of([('A', 'Z')]),
        ["word"] = RuneSet.Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        ["xdigit"] = RuneSet.Of([('0', '9'), ('A', 'F'), ('a', 'f')]),
    };

    // Beyond it hundreds of short ranges of pairs would make patterns that take .NET seconds to compile.
    private const int LastSorted = 0xffff;

    private static readonly ConcurrentDictionary<string, RuneSet> s_unicode = new(StringComparer.Ordinal);

    // In the order of UnicodeCategory.
    private static readonly string[] s_categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm", "Sc", "Sk", "So",
    ];

    /// <summary>Whether a letter behind a backslash names a class.</summary>
    public static bool IsPerl(char letter) => s_perl.ContainsKey(char.ToLowerInvariant(letter)) && char.IsAsciiLetter(letter);

    /// <summary>The class of <c>\d \s \w</c>, or of its capital, which is all but it.</summary>
    public static RuneSet Perl(char letter, bool folds)
    {
        RuneSet set = Of(s_perl[char.ToLowerInvariant(letter)], folds);
        return char.IsAsciiLetterUpper(letter) ? set.Negated() : set;
    }

    /// <summary>The class of <c>[:name:]</c> or <c>[:^name:]</c>, <c>null</c> if there is none.</summary>
    public static RuneSet? Posix(string name, bool folds)
    {
        bool isNegated = name.StartsWith('^');
        if (!s_posix.TryGetValue(isNegated ? name[1..] : name, out RuneSet? set)) return null;
        set = Of(set, folds);
        return isNegated ? set.Negated() : set;
    }

    /// <summary>The characters of up to 16 bits of a general category, such as <c>Lu</c> or <c>L</c>; <c>null</c> if there is none.</summary>
    public static RuneSet? Unicode(string name, bool folds)
    {
        if (name == "Any") return RuneSet.All;
        if (name.Length is 0 or > 2 || !s_categories.Any(category => category.StartsWith(name, StringComparison.Ordinal))) return null;
        return Of(s_unicode.GetOrAdd(name, Category), folds);
    }

    private static RuneSet Of(RuneSet set, bool folds) => folds ? RuneFolding.Folded(set) : set;

    private static RuneSet Category(string name)
    {
        List<(int First, int Last)> ranges = [];
        int? begun = null;
        for (int rune = 0; rune <= LastSorted + 1; rune++)
        {
            bool isIn = rune <= LastSorted && IsIn(rune, name);
            if (isIn) begun ??= rune;
            else if (begun is { } first)
            {
                ranges.Add((first, rune - 1));
                begun = null;
            }
        }

        return new RuneSet(ranges);
    }

    private static bool IsIn(int rune, string name)
    {
        int category = (int)CharUnicodeInfo.GetUnicodeCategory(rune);
        return category < s_categories.Length && s_categories[category].StartsWith(name, StringComparison.Ordinal);
    }
}
