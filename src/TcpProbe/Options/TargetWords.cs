using TcpProbe.Core.Targets;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>The words of the command line: HOST PORT, or HOST:PORT.</summary>
internal static class TargetWords
{
    /// <summary>The target they name.</summary>
    /// <exception cref="UsageException">They name none, or more than one.</exception>
    public static Target Read(IReadOnlyList<string> words)
    {
        try
        {
            return words switch
            {
                [] => throw new UsageException("no target; write HOST PORT or HOST:PORT, or see --help"),
                [var word] => TargetSyntax.ParseHostPort(word),
                [var host, var port] when !IsHostPort(port) => TargetSyntax.ParseHostAndPort(host, port),
                _ => throw TooMany(words),
            };
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static UsageException TooMany(IReadOnlyList<string> words)
    {
        if (words.All(IsHostPort)) return new UsageException($"{words.Count} targets; this version probes one at a time");

        // Pasted from a page that makes a dash of every hyphen.
        if (words.FirstOrDefault(word => word is ['–' or '—' or '−', ..]) is { } dash)
            return new UsageException($"{Shown.Word(dash)} begins with a dash that is not the hyphen of an option");
        if (!IsHostPort(words[0])) return new UsageException($"{Shown.Word(words[^1])} is one word too many; write HOST PORT or HOST:PORT");
        _ = TargetSyntax.ParseHostPort(words.First(word => !IsHostPort(word)));
        throw new InvalidOperationException("a word was both a target and none");
    }

    private static bool IsHostPort(string word)
    {
        // The everyday form, HOST PORT: an exception would cost it more than all the rest of the parsing.
        if (!word.Contains(':', StringComparison.Ordinal)) return false;
        try
        {
            _ = TargetSyntax.ParseHostPort(word);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
