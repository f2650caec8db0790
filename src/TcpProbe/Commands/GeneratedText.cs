using TcpProbe.Completions;
using TcpProbe.Options;

namespace TcpProbe.Commands;

/// <summary>What <c>--generate</c> prints: texts for the machine, made from the tables that the parser has too.</summary>
internal static class GeneratedText
{
    private const string Manual = "man";

    /// <summary>The words of all of them.</summary>
    public static IReadOnlyList<string> Words => ["complete-bash", "complete-zsh", "complete-fish", Manual];

    /// <summary>The words of those that the loopback peer has too: it has a page of its own.</summary>
    public static IReadOnlyList<string> WordsOfListen => [Manual];

    /// <summary>The text of a word.</summary>
    public static string Of(string word) => word switch
    {
        "complete-bash" => BashCompletion.Of(Shapes()),
        "complete-zsh" => ZshCompletion.Of(Shapes()),
        "complete-fish" => FishCompletion.Of(Shapes()),
        Manual => ManualPages.OfProbe(),
        _ => throw new ArgumentOutOfRangeException(nameof(word)),
    };

    /// <summary>All commands as a shell meets them, the everyday one first.</summary>
    internal static IReadOnlyList<CommandShape> Shapes() =>
    [
        Shape(CommandShape.Everyday, "connect, talk, say what happened", new ProbeCommand().Groups) with { Operands = OperandKind.Targets, RunsCommand = true },
        Shape("listen", "a loopback peer, polite or badly behaved", new ListenCommand().Groups) with { Operands = OperandKind.Free },
        Shape("demo", "the whole tool on a peer of its own", [new HelpOptions(isShort: true)]),
        new("help", "every option, one topic, or one option", Explained()) { Operands = OperandKind.Topic, Topics = [.. HelpTopics.All(new ProbeCommand().Groups).Select(topic => topic.Name)] },
        Shape(WaitForItCommand.Name, "the script of that name", [new WaitForItOptions()]) with { Operands = OperandKind.HostPorts, RunsCommand = true },
    ];

    // As words of help they take no value.
    private static OptionSpec[] Explained() =>
        [.. new ProbeCommand().Groups.SelectMany(group => group.Specs).Select(spec => spec with { ValueName = null, Choices = [], Repeats = false })];

    private static CommandShape Shape(string name, string help, IEnumerable<OptionGroup> groups) =>
        new(name, help, [.. groups.SelectMany(group => group.Specs)]);
}
