using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>How the loopback peer behaves, and how long.</summary>
internal sealed class ListenOptions : OptionGroup
{
    private readonly OfferedOption<ListenMode> _mode;
    private readonly OfferedOption<TimeSpan?> _interval;
    private readonly OfferedOption<TimeSpan?> _delay;
    private readonly OfferedOption<int?> _connections;
    private readonly OfferedOption<string> _readyFile;
    private readonly OfferedOption<StructFormat> _logStruct;
    private readonly OfferedOption<bool> _quiet;

    public ListenOptions()
        : base("Options")
    {
        _mode = Value(new("--mode", "what to do with each connection: a word from above") { ValueName = "MODE", Kind = ValueKind.Mode, Default = ListenMode.All[0].Name }, ListenMode.Parse);
        _interval = Value<TimeSpan?>(new("--interval", "the wait before each byte of --mode drip") { ValueName = "D", Default = ListenMode.Interval.TotalSeconds }, text => Duration.ParseLimit(text));
        _delay = Value<TimeSpan?>(new("--delay", "wait before each answer, and before a close, a reset or a flood") { ValueName = "D" }, text => Duration.ParseLimit(text));
        _connections = Value<int?>(new("--connections", "serve so many connections, then exit") { ValueName = "N" }, text => BoundedInteger.Within(1, int.MaxValue)(text));
        _readyFile = Value(new("--ready-file", "holds HOST:PORT while it listens") { ValueName = "PATH", Kind = ValueKind.File }, PathText.Parse);
        _logStruct = Text(new("--log-struct", "tell what comes as structs of this format") { ValueName = "FORMAT" }, ParseFormat);
        _quiet = Flag(new("--quiet", "say only where it listens") { Aliases = ["-q"] });
    }

    /// <summary>What to do; the terms have the delay, the number of connections and the struct to tell.</summary>
    /// <exception cref="UsageException">An option makes no sense in the mode.</exception>
    public ListenPlan Bind(ParseResult parsed)
    {
        ListenMode mode = _mode.In(parsed) ?? ListenMode.All[0];
        foreach (OptionResult given in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (!given.Implicit && mode.Senseless.Contains(given.Option.Name)) throw new UsageException($"{given.Option.Name} changes nothing with --mode {mode.Name}; drop one of them");
        }

        TimeSpan? interval = _interval.In(parsed);
        if (interval is not null && mode.Behaviour is not ResponderBehaviour.Drip) throw new UsageException("--interval belongs to --mode drip");
        ResponderTerms terms = new()
        {
            Delay = _delay.In(parsed) ?? TimeSpan.Zero,
            Connections = _connections.In(parsed),
            Unpack = _logStruct.In(parsed),
        };
        ResponderBehaviour behaviour = interval is { } own ? new ResponderBehaviour.Drip(own) : mode.Behaviour;
        return new ListenPlan(behaviour, terms, _readyFile.In(parsed), _quiet.In(parsed));
    }

    private static StructFormat ParseFormat(string text)
    {
        StructFormat format = StructFormat.Parse(text);
        return format.Size > 0 ? format : throw new FormatException("a struct without bytes; nothing could be told as one");
    }
}
