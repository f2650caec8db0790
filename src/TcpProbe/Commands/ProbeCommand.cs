using System.Buffers;
using System.CommandLine;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tls;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary>The everyday command: one probe, one report, one exit code, or the command that runs after success.</summary>
internal sealed class ProbeCommand
{
    private readonly TargetOptions _target = new();
    private readonly LimitOptions _limits = new();
    private readonly SocketOptions _socket = new();
    private readonly ExchangeOptions _exchange = new();
    private readonly StepOptions _steps = new();
    private readonly TlsOptions _tls = new();
    private readonly OutputOptions _output = new();
    private readonly HelpOptions _help = new();

    /// <summary>All options, group by group, as the help shows them.</summary>
    internal IReadOnlyList<OptionGroup> Groups => [_target, _limits, _exchange, _steps, _tls, _socket, _output, _help];

    /// <summary>Parses, probes, reports.</summary>
    public int Run(IReadOnlyList<string> args, Streams streams, TimeProvider clock)
    {
        if (HelpCommand.Answer(_help.AskedIn(args), Help, streams)) return ExitCode.Success;
        ParsedLine line = CommandParser.Parse("tcpprobe", Groups, args);
        (ParseResult parsed, IReadOnlyList<string> words) = line;
        if (HelpCommand.Answer(_help.AskedIn(parsed), Help, streams)) return ExitCode.Success;
        OutputChoices output = _output.Bind(parsed);
        ClientOptions options = Bind(parsed, words) with { ReadEverything = output.Json || output.Verbosity > 0 };
        CommandImage? command = line.Command is { } typed ? new CommandImage(typed) : null;
        if (command is not null) streams = streams.LeavingOutput();

        ProbeReport report = Probe(options, output, streams, clock);
        if (!output.Quiet) Write(report, output, streams);
        if (report.Failure is null) command?.Become();
        return output.ExitCodes.Apply(ExitCode.Of(report));
    }

    /// <summary>The help: what is used every day, or everything.</summary>
    public string Help(bool everything) => HelpText.OfProbe(Groups, everything);

    /// <summary>What a command line tells the probe.</summary>
    /// <exception cref="UsageException">It has a mistake.</exception>
    internal ClientOptions Read(IReadOnlyList<string> args)
    {
        (ParseResult parsed, IReadOnlyList<string> words) = CommandParser.Parse("tcpprobe", Groups, args);
        return Bind(parsed, words);
    }

    /// <summary>What a parsed command line tells the probe.</summary>
    internal ClientOptions Bind(ParseResult parsed, IReadOnlyList<string> words)
    {
        if (_target.ReadsStdin(parsed) && _steps.ReadsStdin(parsed)) throw new UsageException("--targets - and --send-file - both read stdin, which is read once");
        ChosenTargets chosen = _target.Bind(parsed, words);
        ChosenSteps steps = _steps.Bind(parsed);
        TlsTerms? tls = _tls.Bind(parsed, steps.StartTls);
        ClientOptions options = new()
        {
            Target = chosen.Targets[0],
            Family = chosen.Family,
            Tls = tls,
            Exchange = _exchange.Bind(parsed, steps, tls is not null, chosen.AreListed),
            ReplyStruct = _exchange.BindReplyStruct(parsed),
        };
        if (chosen.Targets.Count > 1) throw new UsageException($"{chosen.Targets.Count} targets; this version probes one at a time");
        return _socket.Bind(parsed, _limits.Bind(parsed, options));
    }

    private static ProbeReport Probe(ClientOptions options, OutputChoices output, Streams streams, TimeProvider clock)
    {
        if (output.Verbosity == 0) return new ProbeRunner(options, clock).Run();
        using VerboseLog log = new(output.Verbosity, streams);
        log.Tell($"{options.Target}: I/O timeout {EventText.Limit(options.IoTimeout)}, resolve timeout {EventText.Limit(options.ResolveTimeout)}, deadline {EventText.Limit(options.Deadline)}");
        ProbeReport report = new ProbeRunner(options, clock, new Onlooker(log.Tell, EveryCall: output.Verbosity > 1)).Run();
        if (report.ReplyStruct is { } reading) log.Tell($"the reply as \"{Shown.Word(reading.Format.Text)}\": {reading}");
        return report;
    }

    private static void Write(ProbeReport report, OutputChoices output, Streams streams)
    {
        ReportWriter writer = output.Json ? new JsonReport(ExitCode.Of, ExitCode.Of) : new HumanReport(new HumanStyle(Colour.IsWanted(output.Colour, streams.IsOutputLeft)));
        ArrayBufferWriter<byte> text = new();
        writer.Write(new JudgedReport(report, Sequence: 1, new Goal.Up()), text);
        streams.Print(text.WrittenSpan);
    }
}
