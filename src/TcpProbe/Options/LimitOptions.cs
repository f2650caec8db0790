using System.CommandLine;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Options;

/// <summary>How long to wait, for each phase and for all.</summary>
internal sealed class LimitOptions : OptionGroup
{
    private readonly OfferedOption<TimeLimitValue> _connect;
    private readonly OfferedOption<TimeLimitValue> _io;
    private readonly OfferedOption<TimeLimitValue> _resolve;
    private readonly OfferedOption<TimeLimitValue> _deadline;

    public LimitOptions()
        : base("Limits (D: 3.5, 500ms, 2m; none leaves it to the kernel)")
    {
        _connect = Limit(new("--connect-timeout", "limit for the connect to each address") { Default = ClientOptions.DefaultConnectTimeout.TotalSeconds, Everyday = true });
        _io = Limit(new("--io-timeout", "limit for each step and the TLS handshake") { Default = ClientOptions.DefaultPatience.TotalSeconds, Everyday = true });
        _resolve = Limit(new("--resolve-timeout", "limit for the name") { Default = ClientOptions.DefaultPatience.TotalSeconds });
        _deadline = Limit(new("--deadline", "limit for the whole probe; keep it below the caller's own") { Aliases = ["-t", "--timeout"], Default = "none; 10 under -o nagios", Everyday = true });
    }

    /// <summary>The options with these limits.</summary>
    public ClientOptions Bind(ParseResult parsed, ClientOptions options) => options with
    {
        ConnectTimeout = Of(parsed, _connect, options.ConnectTimeout),
        IoTimeout = Of(parsed, _io, options.IoTimeout),
        ResolveTimeout = Of(parsed, _resolve, options.ResolveTimeout),
        Deadline = Of(parsed, _deadline, options.Deadline),
    };

    private static TimeSpan? Of(ParseResult parsed, OfferedOption<TimeLimitValue> option, TimeSpan? unset) =>
        option.In(parsed) is { } given ? given.Time : unset;

    private OfferedOption<TimeLimitValue> Limit(OptionSpec spec) => Value(spec with { ValueName = "D" }, text => new TimeLimitValue(Duration.Parse(text)));

    // Tells "none" from an option that was not given.
    private sealed record TimeLimitValue(TimeSpan? Time);
}
