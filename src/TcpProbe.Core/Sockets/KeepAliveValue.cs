using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Sockets;

/// <summary>Keepalive as it is written: <c>IDLE[,INTERVAL[,COUNT]]</c>, the times in whole seconds as the kernel counts them.</summary>
public static class KeepAliveValue
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(32767);

    /// <summary>The three of them; <c>null</c> for those not given.</summary>
    /// <exception cref="FormatException">One of them is not a time or count.</exception>
    public static KeepAlive Parse(string text)
    {
        string[] parts = text.Split(',');
        if (parts.Length > 3) throw new FormatException("has more than IDLE,INTERVAL,COUNT");
        return new KeepAlive(
            Seconds(parts[0]),
            parts.Length > 1 ? Seconds(parts[1]) : null,
            parts.Length > 2 ? BoundedInteger.Within(1, 127)(parts[2]) : null);
    }

    private static TimeSpan Seconds(string text)
    {
        TimeSpan time = Duration.ParseLimit(text);
        return time.Ticks % TimeSpan.TicksPerSecond == 0 && time <= s_longest
            ? time
            : throw new FormatException("has a time that is not whole seconds from 1 to 32767");
    }
}
