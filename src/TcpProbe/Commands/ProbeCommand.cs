using System.Buffers;
using System.CommandLine;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tls;
using TcpProbe.Endings;
using TcpProbe.Help;
using TcpProbe.Options;
using TcpProbe.Reports;
using TcpProbe.Terminal;

namespace TcpProbe.Commands;

/// <summary>The everyday command: a probe, or a run of many, and one exit code.</summary>
internal sealed class ProbeCommand
{
    // The plugin guidelines want a plugin to end by itself.
    private static TimeSpan PluginDeadline => TimeSpan.FromSeconds(10);

    private readonly TargetOptions _target = new();
    private readonly LimitOptions _limits = new();
    private readonly SocketOptions _socket = new();
    private readonly ExchangeOptions _exchange = new();
    private readonly StepOptions _steps = new();
    private readonly TlsOptions _tls = new();
    private readonly RunOptions _run = new();
    private readonly WaitOptions _wait = new();
    private readonly OutputOptions _output = new();
    private readonly HelpOptions _help = new(isShort: false, GeneratedText.Words);

    /// <summary>All options, group by group, as the help shows them.</summary>
    internal IReadOnlyList<OptionGroup> Groups => [_target, _limits, _exchange, _steps, _tls, _wait, _run, _socket, _output, _help];

    /// <summary>Parses, probes, reports.</summary>
    public int Run(IReadOnlyList<string> args, Streams streams, TimeProvider clock)
    {
        if (HelpCommand.Answer(_help.AskedIn(args), Help, streams)) return Answered(args);
        ParsedLine line = CommandParser.Parse("tcpprobe", Groups, args);
        if (HelpCommand.Answer(_help.AskedIn(line.Options), Help, streams)) return Answered(args);
        if (_help.TextAskedIn(line.Options, line.Words, line.Command is not null) is { } text)
        {
            streams.Print(GeneratedText.Of(text));
            return ExitCode.Success;
        }

        OutputChoices output = _output.Bind(line.Options);
        (RunPlan plan, IReadOnlyList<Target> repeated) = Bind(line.Options, line.Words, output);
        OutputOptions.Demand(output, plan);
        if (!output.Quiet) foreach (Target again in repeated) streams.Complain($"{again} is named more than once, and probed once");
        CommandImage? command = line.Command is { } typed ? new CommandImage(typed) : null;
        if (command is not null) streams = streams.LeavingOutput();

        int code = IsLone(plan, output) ? ProbeOnce(plan, output, streams, clock) : new ProbeRun(plan, output, streams, clock).Run();
        if (code == ExitCode.Success) command?.Become();
        return output.ExitCodes.Apply(code);
    }

    /// <summary>The help: what is used every day, or everything.</summary>
    public string Help(bool everything) => everything
        ? HelpText.Everything(Groups)
        : HelpText.Everyday(Groups, HelpTopics.All(Groups).Select(topic => topic.Name));

    /// <summary>What a command line plans.</summary>
    /// <exception cref="UsageException">It has a mistake.</exception>
    internal RunPlan Read(IReadOnlyList<string> args)
    {
        ParsedLine line = CommandParser.Parse("tcpprobe", Groups, args);
        return Bind(line.Options, line.Words, _output.Bind(line.Options)).Plan;
    }

    private (RunPlan Plan, IReadOnlyList<Target> Repeated) Bind(ParseResult parsed, IReadOnlyList<string> words, OutputChoices output)
    {
        if (_target.ReadsStdin(parsed) && _steps.ReadsStdin(parsed)) throw new UsageException("--targets - and --send-file - both read stdin, which is read once");
        ChosenTargets targets = _target.Bind(parsed, words);
        ChosenSteps steps = _steps.Bind(parsed);
        TlsTerms? tls = _tls.Bind(parsed, steps.StartTls);
        ClientOptions first = new()
        {
            Target = targets.Targets[0],
            Family = targets.Family,
            Tls = tls,
            Exchange = _exchange.Bind(parsed, steps, tls is not null, targets.AreListed, _wait.WantsDown(parsed)),
            ReplyStruct = _exchange.BindReplyStruct(parsed),
            Deadline = output.Format == "nagios" ? PluginDeadline : null,
            ReadEverything = output.Writes("json") || output.Verbosity > 0,
        };
        first = _socket.Bind(parsed, _limits.Bind(parsed, first));
        RunPlan plan = new()
        {
            Targets = targets.Targets.Count == 1 ? [first] : [.. targets.Targets.Select(target => first with { Target = target })],
            IsList = targets.AreListed || targets.Repeated.Count > 0,
        };
        return (_run.Bind(parsed, _wait.Bind(parsed, plan)), targets.Repeated);
    }

    // A plugin that only told about itself does not know how the service is.
    private static int Answered(IReadOnlyList<string> args) => PluginMode.IsAskedIn(args) ? PluginMode.Unknown : ExitCode.Success;

    // Everything that a run needs costs a start, and most probes are no run.
    private static bool IsLone(RunPlan plan, OutputChoices output) =>
        plan is { CanHoldSeveral: false, Conditions.Count: 0 } && output is { Files.Count: 0, Format: "human" or "json" or "csv" };

    private static int ProbeOnce(RunPlan plan, OutputChoices output, Streams streams, TimeProvider clock)
    {
        using VerboseLog? log = output.Verbosity == 0 ? null : new VerboseLog(output.Verbosity, streams);
        log?.Announce(plan.Targets[0]);
        ProbeReport report = new ProbeRunner(plan.Targets[0], clock, log?.Onlooker(about: null)).Run();
        log?.Conclude(report);
        JudgedReport probe = new(report, Sequence: 1, plan.Goal);
        if (!output.Quiet)
        {
            ArrayBufferWriter<byte> text = new();
            ReportWriter writer = ReportFormats.OfStdout(output, streams);
            writer.Begin(plan, text);
            if (!output.QuietOk || !probe.IsOk) writer.Write(probe, text);
            streams.Print(text.WrittenSpan);
        }

        return ExitCode.Of(probe);
    }
}
