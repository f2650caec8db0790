namespace TcpProbe.Core.Responding;

/// <summary>How a <see cref="Responder"/> treats each of its peers.</summary>
public abstract record ResponderBehaviour
{
    private ResponderBehaviour()
    {
    }

    /// <summary>Sends back what comes, or the reply of its terms, and a FIN after the peer's.</summary>
    public sealed record Echo : ResponderBehaviour;

    /// <summary>Sends back one line, then takes the 22 bytes of the struct <c>! I 2s Q 2h f</c>, then waits for the peer's close.</summary>
    /// <remarks>A FIN ends the line too, and so do 64 KiB without a line feed.</remarks>
    public sealed record Recipe : ResponderBehaviour;

    /// <summary>Reads and never answers.</summary>
    public sealed record Silent : ResponderBehaviour;

    /// <summary>Sends a FIN at once, or after the reply to the first request if its terms have one; what comes later is still read, so no reset follows.</summary>
    public sealed record CloseAtOnce : ResponderBehaviour;

    /// <summary>Sends a RST at once, or after the reply to the first request if its terms have one.</summary>
    public sealed record ResetAtOnce : ResponderBehaviour;

    /// <summary>Answers with one byte after each interval; without a reply in its terms with <c>.</c>, from the first request on until the peer is gone.</summary>
    public sealed record Drip(TimeSpan Interval) : ResponderBehaviour;

    /// <summary>Answers as <see cref="Echo"/>, each byte in a segment of its own.</summary>
    public sealed record Fragment : ResponderBehaviour;

    /// <summary>Sends the reply of its terms, or <c>0123456789abcdef</c>, again and again until the peer is gone; reads nothing meanwhile.</summary>
    public sealed record Flood : ResponderBehaviour;

    /// <summary>Reads nothing and has the smallest receive buffer: after about a KiB the window is closed.</summary>
    public sealed record Tarpit : ResponderBehaviour;

    /// <summary>Accepts nobody and has filled its accept queue with connections of its own: the kernel drops every SYN.</summary>
    public sealed record FullBacklog : ResponderBehaviour;
}
