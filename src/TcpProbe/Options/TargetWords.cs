using TcpProbe.Core.Targets;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>The words of the command line: HOST PORT, where there may be several ports, or one HOST:PORT or more.</summary>
internal static class TargetWords
{
    /// <summary>The targets they name, repeated ones too.</summary>
    /// <param name="words">The words.</param>
    /// <param name="arePair">Whether they are HOST and PORT whatever they look like.</param>
    /// <exception cref="UsageException">They name none, or one of them is no target.</exception>
    public static IReadOnlyList<Target> Read(IReadOnlyList<string> words, bool arePair)
    {
        try
        {
            return words switch
            {
                [] => throw new UsageException("no target; write HOST PORT or HOST:PORT, or see --help"),
                [var word] => new[] { TargetSyntax.ParseHostPort(word) },
                [var host, var port] when arePair || IsPort(host, port) => TargetSyntax.ParseHostAndPorts(host, port),
                _ => Several(words),
            };
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    /// <summary>Whether they name a list of ports or a range.</summary>
    public static bool NameSeveralPorts(IReadOnlyList<string> words) => words is [_, var port] && TargetSyntax.IsPortList(port);

    // HOST PORT costs one look. "a:1 80" has two ports and is told so; in "a:1 b" it is b that lacks one.
    private static bool IsPort(string host, string port) =>
        !port.Contains(':', StringComparison.Ordinal) && (ArePorts(port) || !IsHostPort(host));

    private static IReadOnlyList<Target> Several(IReadOnlyList<string> words)
    {
        // Pasted from a page that makes a dash of every hyphen.
        if (words.FirstOrDefault(word => word is ['–' or '—' or '−', ..]) is { } dash)
            throw new UsageException($"{Shown.Word(dash)} begins with a dash that is not the hyphen of an option");
        if (words is [var host, var port, ..] && !IsHostPort(host) && ArePorts(port)) throw TooMany(host, [.. words.Skip(1)]);
        return TargetSyntax.ParseEach(words);
    }

    private static UsageException TooMany(string host, string[] rest) => rest.All(ArePorts)
        ? new UsageException($"several ports are one word; write {Shown.Word(host)} {Shown.Word(string.Join(',', rest))}")
        : new UsageException($"{Shown.Word(rest.First(word => !ArePorts(word)))} is one word too many; write HOST PORT or HOST:PORT, and a command behind --");

    private static bool ArePorts(string word) => word.Length > 0 && word.All(letter => char.IsAsciiDigit(letter) || letter is ',' or '-');

    private static bool IsHostPort(string word)
    {
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
