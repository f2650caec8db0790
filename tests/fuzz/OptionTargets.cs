using TcpProbe.Commands;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Values;

namespace TcpProbe.Fuzz;

/// <summary>The parsers of the command line: each takes the bytes of one case and throws if a promise is broken, or what no parser may throw.</summary>
internal static class OptionTargets
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["values"] = Values,
        ["command-line"] = CommandLine,
    };

    private static readonly Dictionary<string, Func<string, object?>> s_values = new()
    {
        ["size"] = text => ByteSize.Parse(text),
        ["time"] = text => Duration.Parse(text),
        ["limit"] = text => Duration.ParseLimit(text),
        ["count"] = text => BoundedInteger.Within(0, int.MaxValue)(text),
        ["backoff"] = BackoffValue.Parse,
        ["keepalive"] = KeepAliveValue.Parse,
        ["source"] = SourceAddress.Parse,
        ["listen"] = ListenAddress.Parse,
        ["output"] = OutputValue.Parse,
        ["order"] = ExchangeOrder.Parse,
        ["down"] = DownReasons.Parse,
        ["require"] = Requirements.Parse,
        ["path"] = PathText.Parse,
        ["range"] = AlertRange.Parse,
        ["fail-if"] = FailCondition.Parse,
    };

    // What these name is opened as soon as it is read. Nothing of the product may run before the fuzzer does, which the instrumented code reports to.
    private static readonly Lazy<string[]> s_files = new(
        () => [.. new ProbeCommand().Groups.SelectMany(group => group.Specs).Where(spec => spec.Kind == ValueKind.File).Select(spec => spec.Name)]);

    /// <summary>The word in front says of which option the rest is the value.</summary>
    private static void Values(byte[] input)
    {
        if (Promise.Argument(input).Split(' ', 2) is not [var kind, var value] || !s_values.TryGetValue(kind, out Func<string, object?>? parse)) return;
        if (Promise.OrRefused(() => parse(value)) is not { } read) return;
        Promise.Holds(read is not int number || number > 0 || kind == "count", "no size is below one byte");
        Promise.Holds(read is not TimeSpan time || time > TimeSpan.Zero, "no time is none");
        Promise.Holds(read is not AlertRange range || (range.ToString() == value && range.AlertsInside == range.Alerts(range.Start)), "both ends belong to a range");
        Promise.Holds(read is not FailCondition condition || condition.Limit >= 0, "no limit is negative");
        if (read is AlertRange or FailCondition) Promise.IsShowable($"{read}");
    }

    /// <summary>A word a line: they are a plan, or a mistake that is told.</summary>
    private static void CommandLine(byte[] input)
    {
        string[] words = Promise.Argument(input).Split('\n');
        if (words.Any(word => s_files.Value.Any(file => word.StartsWith(file, StringComparison.Ordinal)))) return;
        try
        {
            Promise.Holds(new ProbeCommand().Read(words).Targets.Count > 0, "a plan has a target");
        }
        catch (UsageException mistake)
        {
            foreach (string line in mistake.Lines) Promise.IsShowable(line);
        }
    }
}
