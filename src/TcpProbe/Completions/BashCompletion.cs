using System.Text;
using TcpProbe.Options;

namespace TcpProbe.Completions;

/// <summary>The completion of bash, 4.4 or newer.</summary>
internal static class BashCompletion
{
    /// <summary>The script.</summary>
    public static string Of(IReadOnlyList<CommandShape> commands)
    {
        IEnumerable<string> words = commands.Select(command => command.Name).Where(name => name != CommandShape.Everyday);
        StringBuilder text = new(BashDispatch.Main + BashOffers.All);
        _ = text.Replace("@COMMANDS@", string.Join(" | ", words))
            .Replace("@COMMAND_WORDS@", ShellText.Plain(words))
            .Replace("@TABLES@", string.Join('\n', commands.Select(Table)));
        AppendValues(text, commands);
        AppendOperands(text, commands);
        return text.AppendLine().AppendLine("complete -F _tcpprobe tcpprobe").ToString();
    }

    private static string Table(CommandShape command) => $"""
            {command.Name})
              options='{ShellText.Plain(command.OptionNames)}'
              valued='{ShellText.Plain(command.NamesWithValue)}'
              runs={(command.RunsCommand ? "yes" : "''")}
              ;;
        """;

    private static void AppendValues(StringBuilder text, IReadOnlyList<CommandShape> commands)
    {
        _ = text.AppendLine().AppendLine("_tcpprobe_value() {").AppendLine("  case $command:$pending in");
        foreach (CommandShape command in commands)
        {
            foreach (OptionSpec option in command.Options)
            {
                if (option.ValueName is not null && Call(ValueOffer.Of(option)) is { } words)
                    _ = text.AppendLine($"    {string.Join(" | ", option.Names.Select(name => $"{command.Name}:{name}"))}) {words} ;;");
            }
        }

        _ = text.AppendLine("  esac").AppendLine("}");
    }

    private static void AppendOperands(StringBuilder text, IReadOnlyList<CommandShape> commands)
    {
        _ = text.AppendLine().AppendLine("_tcpprobe_operand() {").AppendLine("  case $command in");
        foreach (CommandShape command in commands)
        {
            if (Call(command) is { } words) _ = text.AppendLine($"    {command.Name}) {words} ;;");
        }

        _ = text.AppendLine("  esac").AppendLine("}");
    }

    private static string? Call(ValueOffer offer) => offer switch
    {
        ValueOffer.OneOf(var known) => $"_tcpprobe_offer {ShellText.Plain(known)}",
        ValueOffer.SeveralOf(var known, var alone) => $"_tcpprobe_list '{alone}' {ShellText.Plain(known)}",
        ValueOffer.BeginningOf(var known) => $"_tcpprobe_begin {ShellText.Plain(known)}",
        ValueOffer.WordAndFile(var known) => $"_tcpprobe_word_file {ShellText.Plain(known)}",
        ValueOffer.AnyFile => "_tcpprobe_file",
        ValueOffer.AnyHost => "_tcpprobe_host",
        ValueOffer.AnyPort => "_tcpprobe_port",
        ValueOffer.AnyInterface => "_tcpprobe_interface",
        ValueOffer.AnyCongestion => "_tcpprobe_congestion",
        _ => null,
    };

    private static string? Call(CommandShape command) => command.Operands switch
    {
        OperandKind.Targets => "_tcpprobe_target",
        OperandKind.HostPorts => "_tcpprobe_host_port",
        OperandKind.Topic => $"_tcpprobe_offer {ShellText.Plain(command.Topics)}",
        _ => null,
    };
}
