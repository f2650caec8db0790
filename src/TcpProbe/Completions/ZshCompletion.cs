using System.Text;
using TcpProbe.Options;

namespace TcpProbe.Completions;

/// <summary>The completion of zsh: the tables in the words of its <c>_arguments</c>.</summary>
internal static class ZshCompletion
{
    /// <summary>The script, to be sourced or put into a folder of <c>$fpath</c> as <c>_tcpprobe</c>.</summary>
    public static string Of(IReadOnlyList<CommandShape> commands)
    {
        IReadOnlyList<CommandShape> called = [.. commands.Where(command => command.Name != CommandShape.Everyday)];
        return new StringBuilder(ZshFunctions.Dispatch)
            .Replace("@COMMANDS@", string.Join('|', called.Select(command => command.Name)))
            .Replace("@DESCRIBED@", ShellText.Plain(called.Select(command => ShellText.Quoted($"{command.Name}:{command.Help}"))))
            .Replace("@RUNNING@", string.Join('|', commands.Where(command => command.RunsCommand).Select(command => command.Name)))
            .Replace("@TABLES@", string.Join('\n', commands.Select(Table)))
            .Append(ZshFunctions.Offers)
            .ToString();
    }

    private static string Table(CommandShape command)
    {
        IEnumerable<string> specs = [.. command.Options.SelectMany(Specs), .. Operands(command)];
        return $"    ({command.Name})\n      specs=(\n{string.Concat(specs.Select(spec => $"        {ShellText.Quoted(spec)}\n"))}      ) ;;";
    }

    // Of the names of one option only one is offered, unless it counts each time.
    private static IEnumerable<string> Specs(OptionSpec option)
    {
        string others = option.Repeats ? "*" : $"({ShellText.Plain(option.Names)})";
        string value = option.ValueName is null ? string.Empty : $":{Escaped(option.ValueName, ":")}:{Action(ValueOffer.Of(option))}";
        foreach (string name in option.Names)
        {
            string apart = option.ValueName is null ? string.Empty : name.StartsWith("--", StringComparison.Ordinal) ? "=" : "+";
            yield return $"{others}{name}{apart}[{Escaped(option.Help, "[]")}]{value}";
        }
    }

    // An action that begins with a blank is called with its own words only.
    private static string Action(ValueOffer offer) => offer switch
    {
        ValueOffer.OneOf(var known) => $"({ShellText.Plain(known)})",
        ValueOffer.SeveralOf(var known, var alone) => $" _values -s , word {ShellText.Plain(alone.Length == 0 ? known : [.. known.Select(word => $"\"({alone}){word}\""), $"\"({ShellText.Plain(known)}){alone}\""])}",
        ValueOffer.BeginningOf(var known) => $" _tcpprobe_begin {Escaped(ShellText.Plain(known), ":")}",
        ValueOffer.WordAndFile(var known) => $" _tcpprobe_word_file {ShellText.Plain(known)}",
        ValueOffer.AnyFile => "_files",
        ValueOffer.AnyHost => "_hosts",
        ValueOffer.AnyPort => "_ports",
        ValueOffer.AnyInterface => "_net_interfaces",
        ValueOffer.AnyCongestion => " _tcpprobe_congestion",
        _ => " ",
    };

    private static string[] Operands(CommandShape command) => command.Operands switch
    {
        OperandKind.Targets => ["1: :->first", "2: :->second", "*: : _tcpprobe_host_port"],
        OperandKind.HostPorts => ["*: : _tcpprobe_host_port"],
        OperandKind.Topic when command.Topics.Count > 0 => [$"1:topic:({ShellText.Plain(command.Topics)})"],
        OperandKind.Free => ["*: : "],
        _ => [],
    };

    private static string Escaped(string text, string special)
    {
        foreach (char letter in @"\" + special) text = text.Replace($"{letter}", $@"\{letter}", StringComparison.Ordinal);
        return text;
    }
}
