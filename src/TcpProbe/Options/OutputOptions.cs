using System.CommandLine;
using TcpProbe.Core.Runs;
using TcpProbe.Endings;
using TcpProbe.Terminal;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>What is said of the probes, and to whom.</summary>
internal sealed class OutputOptions : OptionGroup
{
    private readonly OfferedOption<IReadOnlyList<OutputValue>> _outputs;
    private readonly OfferedOption<bool> _quiet;
    private readonly OfferedOption<bool> _quietOk;
    private readonly OfferedOption<bool> _changes;
    private readonly OfferedOption<bool> _timestamps;
    private readonly OfferedOption<bool> _histogram;
    private readonly OfferedOption<AlertRange> _warning;
    private readonly OfferedOption<AlertRange> _critical;
    private readonly OfferedOption<bool> _verbose;
    private readonly OfferedOption<string> _colour;
    private readonly OfferedOption<string> _exitCodes;

    public OutputOptions()
        : base("Output")
    {
        _outputs = Each(new("--output", "as human, json, csv, nagios, prometheus, junit, tap; =FILE adds a report in a file") { Aliases = ["-o"], ValueName = "FORMAT[=FILE]", Kind = ValueKind.Report, Default = "human", Everyday = true }, OutputValue.Parse);
        _quiet = Flag(new("--quiet", "no report: the exit code tells") { Aliases = ["-q"], Everyday = true });
        _quietOk = Flag(new("--quiet-ok", "report failures only, and sums only if there are some"));
        _changes = Flag(new("--changes", "with --count: report a probe only if verdict or reason changed"));
        _timestamps = Flag(new("--timestamps", "begin the line of each probe with the time"));
        _histogram = Flag(new("--histogram", "with --count: show the times as bars"));
        _warning = Value<AlertRange>(new("--warning", "with -o nagios: WARNING if the seconds of the whole probe are outside of this range of the plugin guidelines") { Aliases = ["-w"], ValueName = "RANGE" }, AlertRange.Parse);
        _critical = Value<AlertRange>(new("--critical", "with -o nagios: CRITICAL, the same way") { Aliases = ["-c"], ValueName = "RANGE" }, AlertRange.Parse);
        _verbose = Flag(new("--verbose", "each step on stderr; -vv each socket call and byte") { Aliases = ["-v"], Repeats = true, Everyday = true });
        _colour = Choice(new("--color", "colour ok and failed") { ValueName = "WHEN", Choices = ["auto", "always", "never"], Default = "auto" });
        _exitCodes = Choice(new("--exit-codes", "a code for each reason; only 0 and 1; or 0 once it is reported") { ValueName = "PROFILE", Choices = ExitCodeProfiles.Choices, Default = "default" });
    }

    /// <summary>The choices.</summary>
    /// <exception cref="UsageException">One of them is for another format or another kind of run.</exception>
    public OutputChoices Bind(ParseResult parsed)
    {
        IReadOnlyList<OutputValue> outputs = _outputs.In(parsed) ?? [];
        OutputChoices choices = new()
        {
            Format = outputs.LastOrDefault(output => output.Path is null)?.Format ?? "human",
            Files = [.. outputs.Where(output => output.Path is not null)],
            Quiet = _quiet.In(parsed),
            QuietOk = _quietOk.In(parsed),
            Changes = _changes.In(parsed),
            Timestamps = _timestamps.In(parsed),
            Histogram = _histogram.In(parsed),
            Warning = _warning.In(parsed),
            Critical = _critical.In(parsed),
            Verbosity = Math.Min(_verbose.On(parsed)?.IdentifierTokenCount ?? 0, 2),
            Colour = _colour.In(parsed) ?? "auto",
            ExitCodes = ExitCodeProfiles.Of(_exitCodes.In(parsed) ?? "default") ?? ExitCodeProfile.Default,
        };
        if (!choices.Has("nagios") && (choices.Warning ?? choices.Critical) is not null)
            throw new UsageException($"{(choices.Warning is null ? "-c" : "-w")} belongs to -o nagios; --fail-if max.total:D is a limit in every format");
        if ((choices.QuietOk || choices.Changes) && choices.Format is not ("human" or "json" or "csv"))
            throw new UsageException($"{(choices.QuietOk ? "--quiet-ok" : "--changes")} leaves out lines, and -o {choices.Format} is one document; it goes with human, json and csv");
        DemandApart(choices.Files);
        if (choices.Format == "nagios" && _exitCodes.On(parsed) is not null)
            throw new UsageException("-o nagios and --exit-codes contradict each other: a plugin ends with 0, 1, 2 or 3; drop one of them");
        return choices;
    }

    // Of two reports that take one place, whatever links lead there, the last would be left.
    private static void DemandApart(IReadOnlyList<OutputValue> files)
    {
        if (files.Count < 2) return;
        ReportPlace[] places = [.. files.Select(file => ReportPlace.Of(file.Path!))];
        for (int i = 1; i < files.Count; i++)
        {
            if (files.Take(i).Where((_, other) => places[other] == places[i]).FirstOrDefault() is { } same)
                throw new UsageException($"-o {same.Format}= and -o {files[i].Format}= both name {Shown.Word(files[i].Path!)}");
        }
    }

    /// <summary>Checks the choices against the run.</summary>
    /// <exception cref="UsageException">One of them is for another kind of run.</exception>
    public static void Demand(OutputChoices choices, RunPlan plan)
    {
        if (plan.Schedule is Schedule.Repeating) return;
        if (choices.Changes) throw new UsageException("--changes goes with --count");
        if (choices.Histogram) throw new UsageException("--histogram goes with --count");
    }
}
