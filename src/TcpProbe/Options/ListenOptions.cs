using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Responding;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>How the loopback peer behaves, and how long.</summary>
internal sealed class ListenOptions : OptionGroup
{
    private readonly Option<ListenMode?> _mode;
    private readonly Option<TimeSpan?> _interval;
    private readonly Option<TimeSpan?> _delay;
    private readonly Option<int?> _connections;
    private readonly Option<string?> _readyFile;
    private readonly Option<StructFormat?> _logStruct;
    private readonly Option<bool> _quiet;

    public ListenOptions()
        : base("Options")
    {
        _mode = Value(new("--mode", "what to do with each connection: a word from above") { ValueName = "MODE", Default = ListenMode.All[0].Name }, ListenMode.Parse);
        _interval = Value<TimeSpan?>(new("--interval", "the wait before each byte of --mode drip") { ValueName = "D", Default = ListenMode.Interval.TotalSeconds }, text => Duration.ParseLimit(text));
        _delay = Value<TimeSpan?>(new("--delay", "wait before each answer, and before a close, a reset or a flood") { ValueName = "D" }, text => Duration.ParseLimit(text));
        _connections = Value<int?>(new("--connections", "serve so many connections, then exit") { ValueName = "N" }, text => BoundedInteger.Within(1, int.MaxValue)(text));
        _readyFile = Value(new("--ready-file", "holds HOST:PORT while it listens") { ValueName = "PATH" }, PathText.Parse);
        _logStruct = Text(new("--log-struct", "tell what comes as structs of this format") { ValueName = "FORMAT" }, ParseFormat);
        _quiet = Flag(new("--quiet", "say only where it listens") { Aliases = ["-q"] });
    }

    /// <summary>What to do; the terms have the delay, the number of connections and the struct to tell.</summary>
    /// <exception cref="UsageException">An option makes no sense in the mode.</exception>
    public ListenPlan Bind(ParseResult parsed)
    {
        ListenMode mode = parsed.GetValue(_mode) ?? ListenMode.All[0];
        foreach (OptionResult given in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (!given.Implicit && mode.Senseless.Contains(given.Option.Name)) throw new UsageException($"{given.Option.Name} changes nothing with --mode {mode.Name}; drop one of them");
        }

        TimeSpan? interval = parsed.GetValue(_interval);
        if (interval is not null && mode.Behaviour is not ResponderBehaviour.Drip) throw new UsageException("--interval belongs to --mode drip");
        ResponderTerms terms = new()
        {
            Delay = parsed.GetValue(_delay) ?? TimeSpan.Zero,
            Connections = parsed.GetValue(_connections),
            Unpack = parsed.GetValue(_logStruct),
        };
        ResponderBehaviour behaviour = interval is { } own ? new ResponderBehaviour.Drip(own) : mode.Behaviour;
        return new ListenPlan(behaviour, terms, parsed.GetValue(_readyFile), parsed.GetValue(_quiet));
    }

    private static StructFormat ParseFormat(string text)
    {
        StructFormat format = StructFormat.Parse(text);
        return format.Size > 0 ? format : throw new FormatException("a struct without bytes; nothing could be told as one");
    }
}
