using System.Text;
using TcpProbe.Options;

namespace TcpProbe.Completions;

/// <summary>The completion of fish: a <c>complete</c> for each option.</summary>
internal static class FishCompletion
{
    /// <summary>The script.</summary>
    public static string Of(IReadOnlyList<CommandShape> commands)
    {
        IEnumerable<string> called = commands.Select(command => command.Name).Where(name => name != CommandShape.Everyday);
        StringBuilder text = new StringBuilder(FishFunctions.All)
            .Replace("@COMMANDS@", ShellText.Plain(called))
            .Replace("@TABLES@", string.Join('\n', commands.Select(Table)));
        foreach (CommandShape command in commands)
        {
            string where = $"complete -c tcpprobe -n '__tcpprobe_in {command.Name}'";
            _ = text.AppendLine();
            if (command.Name != CommandShape.Everyday)
                _ = text.AppendLine($"complete -c tcpprobe -n __tcpprobe_first -a {command.Name} -d {ShellText.QuotedForFish(command.Help)}");
            if (Call(command) is { } words) _ = text.AppendLine($"{where} -a {ShellText.QuotedForFish(words)}");
            if (command.RunsCommand) _ = text.AppendLine($"complete -c tcpprobe -n '__tcpprobe_behind {command.Name}' -a '(__tcpprobe_run)'");
            foreach (OptionSpec option in command.Options)
                _ = text.AppendLine($"{where} {ShellText.Plain(option.Names.Select(Name))}{Value(option)} -d {ShellText.QuotedForFish(option.Help)}");
        }

        return text.ToString();
    }

    private static string Table(CommandShape command) => $"        case {command.Name}\n            set valued {ShellText.Plain(command.NamesWithValue)}";

    private static string Name(string name) => name.StartsWith("--", StringComparison.Ordinal) ? $"-l {name[2..]}" : $"-s {name[1..]}";

    private static string Value(OptionSpec option) =>
        option.ValueName is null ? string.Empty
        : ValueOffer.Of(option) is ValueOffer.AnyFile ? " -r -F"
        : Call(ValueOffer.Of(option)) is { } words ? $" -x -a {ShellText.QuotedForFish(words)}"
        : " -x";

    private static string? Call(ValueOffer offer) => offer switch
    {
        ValueOffer.OneOf(var known) => ShellText.Plain(known),
        ValueOffer.SeveralOf(var known, var alone) => $"(__tcpprobe_list '{alone}' {ShellText.Plain(known)})",
        ValueOffer.BeginningOf(var known) => ShellText.Plain(known),
        ValueOffer.WordAndFile(var known) => $"(__tcpprobe_word_file {ShellText.Plain(known)})",
        ValueOffer.AnyHost => "(__tcpprobe_hosts)",
        ValueOffer.AnyPort => "(__tcpprobe_ports)",
        ValueOffer.AnyInterface => "(__fish_print_interfaces)",
        ValueOffer.AnyCongestion => "(__tcpprobe_congestion)",
        _ => null,
    };

    private static string? Call(CommandShape command) => command.Operands switch
    {
        OperandKind.Targets => "(__tcpprobe_targets)",
        OperandKind.HostPorts => "(__tcpprobe_host_ports)",
        OperandKind.Topic when command.Topics.Count > 0 => ShellText.Plain(command.Topics),
        _ => null,
    };
}
