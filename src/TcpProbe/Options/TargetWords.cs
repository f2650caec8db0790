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
                [] => throw new UsageException("no target; write HOST PORT or HOST:PORT"),
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
        foreach (string word in words) _ = TargetSyntax.ParseHostPort(word);
        return new UsageException($"{words.Count} targets; this version probes one at a time");
    }

    private static bool IsHostPort(string word)
    {
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
