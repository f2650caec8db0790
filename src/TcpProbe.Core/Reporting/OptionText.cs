using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Reporting;

/// <summary>Socket options and limits in the words of the command line.</summary>
public static class OptionText
{
    /// <summary>The command-line option that sets a socket option.</summary>
    public static string Flag(SocketOption option) => option.Name switch
    {
        "keepalive_idle" or "keepalive_interval" or "keepalive_count" => "--keepalive",
        string name => "--" + name.Replace('_', '-'),
    };

    /// <summary>The command-line option that sets a limit; the kernel has none.</summary>
    public static string Flag(TimeLimit limit) => limit switch
    {
        TimeLimit.ResolveTimeout => "--resolve-timeout",
        TimeLimit.ConnectTimeout => "--connect-timeout",
        TimeLimit.IoTimeout => "--io-timeout",
        TimeLimit.Deadline => "--deadline",
        TimeLimit.Wait => "--wait",
        TimeLimit.Kernel => "kernel gave up",
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };

    /// <summary>A value.</summary>
    public static string Value(OptionValue? value) => value switch
    {
        null => "unknown",
        OptionValue.Switch flag => flag.On ? "on" : "off",
        OptionValue.Amount number => $"{number.Count}",
        OptionValue.Period time => Amounts.Time(time.Span),
        OptionValue.Word name => name.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <summary>What the kernel made of a request that it did not keep.</summary>
    public static string NotKept(OptionReading reading)
    {
        string limited = reading.LimitName is { } name && reading.Limit is { } limit && reading.Requested is OptionValue.Amount asked && asked.Count > limit
            ? $", limited by {name}"
            : string.Empty;
        return $"{Flag(reading.Option)} {Value(reading.Requested)} became {Value(reading.Effective)}{limited}";
    }
}
