using TcpProbe.Endings;
using TcpProbe.Help;
using TcpProbe.Options;
using TcpProbe.Terminal;
using TcpProbe.Values;

namespace TcpProbe.Commands;

/// <summary><c>tcpprobe help</c>: all of it, or one topic.</summary>
internal static class HelpCommand
{
    /// <summary>Answers a request for help or version.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Answer(HelpRequest request, Func<bool, string> help, Streams streams)
    {
        if (request == HelpRequest.None) return false;
        streams.Print(request == HelpRequest.Version
            ? $"tcpprobe {ProductVersion.Text}\n"
            : help(request == HelpRequest.Everything));
        return true;
    }

    /// <summary>Prints the whole help, or that of a topic or an option.</summary>
    public static int Run(IReadOnlyList<string> args, Streams streams)
    {
        ProbeCommand probe = new();
        if (Answer(new HelpOptions(isShort: true).AskedIn(args), _ => probe.Help(everything: true), streams)) return ExitCode.Success;
        streams.Print(args.Count == 0 ? probe.Help(everything: true) : Text(probe.Groups, args));
        return ExitCode.Success;
    }

    private static string Text(IReadOnlyList<OptionGroup> groups, IReadOnlyList<string> args)
    {
        string word = args[0];
        IReadOnlyList<HelpTopic> topics = HelpTopics.All(groups);
        string? text = topics.FirstOrDefault(topic => topic.Name == word)?.Text()
            ?? HelpText.OfOption(groups, word)
            ?? HelpText.OfOption(groups, $"--{word}")
            ?? HelpText.OfOutcome(word);
        if (text is null) throw new UsageException(word.StartsWith('-') ? UnknownOption(word, groups) : Unknown(word, groups, [.. topics.Select(topic => topic.Name)]));
        return args.Count == 1 ? text : throw new UsageException("help takes one topic");
    }

    private static string UnknownOption(string word, IReadOnlyList<OptionGroup> groups)
    {
        if (new ListenCommand().Groups.Any(group => group.Named(word) is not null)) return $"{word} is an option of listen; write tcpprobe help listen";
        string hint = Spelling.Hint(word, Names(groups));
        return $"help has no option {Shown.Word(word)}{(hint.Length > 0 ? hint : "; --help-all lists all options")}";
    }

    // Whoever wrote "help 80" meant a host, and whoever wrote "help tsl" a topic.
    private static string Unknown(string word, IReadOnlyList<OptionGroup> groups, string[] topics)
    {
        string hint = Spelling.Hint(word, [.. topics, .. Names(groups).Select(name => name.TrimStart('-'))]);
        string host = ushort.TryParse(word, out _) ? word : "PORT";
        return $"help has no topic {Shown.Word(word)}{(hint.Length > 0 ? hint : $"; a host of that name is help:{host}; the topics are {string.Join(", ", topics)}")}";
    }

    private static string[] Names(IReadOnlyList<OptionGroup> groups) => [.. groups.SelectMany(group => group.Specs).Select(spec => spec.Name)];
}
