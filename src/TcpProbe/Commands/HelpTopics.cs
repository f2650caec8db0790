using TcpProbe.Help;
using TcpProbe.Options;

namespace TcpProbe.Commands;

/// <summary>A topic of <c>tcpprobe help</c>.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Text">What is printed.</param>
internal sealed record HelpTopic(string Name, Func<string> Text);

/// <summary>The topics of <c>tcpprobe help</c>.</summary>
internal static class HelpTopics
{
    /// <summary>All of them: one for each group of options, then what is not about options, then the other commands.</summary>
    /// <param name="groups">The options of the everyday command.</param>
    public static IReadOnlyList<HelpTopic> All(IReadOnlyList<OptionGroup> groups) =>
    [
        .. groups.Select(group => new HelpTopic(GroupTitle.Of(group).Topic, () => HelpText.OfGroup(group))),
        new("values", HelpText.Values),
        new("exit-codes", HelpText.ExitCodes),
        new("reasons", HelpText.Reasons),
        new("environment", HelpText.Environment),
        new("examples", HelpText.Examples),
        new("listen", () => new ListenCommand().Help()),
        new(WaitForItCommand.Name, WaitForItCommand.Help),
        new("demo", DemoCommand.Help),
    ];
}
