using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Sockets;

/// <summary>Socket options as they are written, each within what the kernel takes.</summary>
/// <remarks>What is wrong is said by a <see cref="FormatException"/> that completes the sentence "VALUE …".</remarks>
public static class TuningSyntax
{
    /// <summary>How many SYNs are sent again.</summary>
    public static int SynRetries(string text) => BoundedInteger.Within(1, 127)(text);

    /// <summary>The largest segment in bytes.</summary>
    public static int MaxSegment(string text) => BoundedInteger.Within(88, 32767)(text);

    /// <summary>The hop limit.</summary>
    public static int TimeToLive(string text) => BoundedInteger.Within(1, 255)(text);

    /// <summary>The differentiated services code point.</summary>
    public static int Dscp(string text) => BoundedInteger.Within(0, 63)(text);

    /// <summary>The name of a network interface.</summary>
    public static string Interface(string text) => IsName(text) && !text.Contains('/', StringComparison.Ordinal)
        ? text
        : throw new FormatException("is not the name of an interface (1 to 15 characters)");

    /// <summary>The name of a congestion control algorithm.</summary>
    public static string Congestion(string text) => IsName(text) ? text : throw new FormatException("is not the name of an algorithm (1 to 15 characters)");

    /// <summary>How long sent data may stay unacknowledged.</summary>
    public static TimeSpan UserTimeout(string text) => UserTimeout(Duration.ParseLimit(text));

    /// <summary>How long sent data may stay unacknowledged, if the kernel can count it.</summary>
    public static TimeSpan UserTimeout(TimeSpan time)
    {
        if (time < TimeSpan.FromMilliseconds(1)) throw new FormatException("is less than the kernel's millisecond");
        return time.TotalMilliseconds <= int.MaxValue ? time : throw new FormatException("is too long; at most 24 days");
    }

    private static bool IsName(string text) => text.Length is > 0 and < 16 && text.All(letter => letter is > ' ' and <= '~');
}
