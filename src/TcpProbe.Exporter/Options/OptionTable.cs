using System.CommandLine;
using System.Globalization;
using Serilog.Events;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;

namespace TcpProbe.Exporter.Options;

/// <summary>The options, by the names that the exporters of Prometheus have: what parses them and what the help shows.</summary>
internal sealed class OptionTable
{
    private static readonly Dictionary<string, LogEventLevel> s_levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["debug"] = LogEventLevel.Debug,
        ["info"] = LogEventLevel.Information,
        ["warn"] = LogEventLevel.Warning,
        ["error"] = LogEventLevel.Error,
    };

    private readonly Option<string[]>
        _config = Value("--config.file", "FILE", "the modules, as blackbox_exporter has them; without it one that connects, tcp_connect"),
        _addresses = Value("--web.listen-address", "ADDRESS:PORT", "where to listen, each time it is given [127.0.0.1:9115]; :PORT is every address"),
        _webConfig = Value("--web.config.file", "FILE", "TLS, passwords and headers, as exporter-toolkit has them"),
        _offset = Value("--timeout-offset", "D", "how much earlier than Prometheus gives up to answer [0.5]"),
        _maxProbes = Value("--max-probes", "N", "how many probes may be under way; more are answered 503 [1000]"),
        _history = Value("--history.limit", "N", "how many of the latest probes to show, and as many failures [100]"),
        _logLevel = Value("--log.level", "LEVEL", "debug, info, warn or error [info]");

    private readonly Option<bool>
        _check = Flag("--check-config", "say whether the files are right, and end", "--config.check"),
        _help = Flag("--help", "this help", "-h"),
        _version = Flag("--version", "the version", "-V");

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_config, _addresses, _webConfig, _check, _offset, _maxProbes, _history, _logLevel, _help, _version];

    /// <summary>Whether the help is asked for.</summary>
    public bool AsksForHelp(ParseResult parsed) => parsed.GetValue(_help);

    /// <summary>Whether the version is asked for.</summary>
    public bool AsksForVersion(ParseResult parsed) => parsed.GetValue(_version);

    /// <summary>What they say.</summary>
    /// <exception cref="OptionMistake">A value is none.</exception>
    public ExporterOptions Bind(ParseResult parsed)
    {
        ExporterOptions usual = new();
        return usual with
        {
            ConfigFile = Last(parsed, _config, text => text),
            WebConfigFile = Last(parsed, _webConfig, text => text),
            Addresses = parsed.GetValue(_addresses) is { Length: > 0 } given ? [.. given.Select(text => Read(_addresses, text, ServerAddress.Parse))] : usual.Addresses,
            TimeoutOffset = Last(parsed, _offset, text => (TimeSpan?)Duration(text)) ?? usual.TimeoutOffset,
            MaxProbes = Last(parsed, _maxProbes, text => (int?)Count(text)) ?? usual.MaxProbes,
            HistoryLimit = Last(parsed, _history, text => (int?)Count(text)) ?? usual.HistoryLimit,
            LogLevel = Last(parsed, _logLevel, text => (LogEventLevel?)Level(text)) ?? usual.LogLevel,
            ChecksOnly = parsed.GetValue(_check),
        };
    }

    private static Option<string[]> Value(string name, string value, string help) =>
        new(name) { Description = help, HelpName = value, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private static Option<bool> Flag(string name, string help, string alias) => new(name, alias) { Description = help, Arity = ArgumentArity.Zero };

    // Of a repeated one the last counts.
    private static T? Last<T>(ParseResult parsed, Option<string[]> option, Func<string, T> read) =>
        parsed.GetValue(option) is [.., var last] ? Read(option, last, read) : default;

    private static T Read<T>(Option<string[]> option, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (FormatException wrong)
        {
            throw new OptionMistake($"{option.Name} {EscapedText.Show(text)} {wrong.Message}");
        }
    }

    private static TimeSpan Duration(string text) => DurationText.Read(text) is { } time && time <= TimeSpan.FromMinutes(1)
        ? time
        : throw new FormatException("is not a time of at most a minute (0.5, 250ms)");

    private static int Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= 100_000
        ? count
        : throw new FormatException("is not a number from 1 to 100000");

    private static LogEventLevel Level(string text) =>
        s_levels.TryGetValue(text, out LogEventLevel level) ? level : throw new FormatException($"is not one of {string.Join(", ", s_levels.Keys)}");
}
