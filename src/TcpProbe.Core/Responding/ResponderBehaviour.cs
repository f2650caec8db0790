namespace TcpProbe.Core.Responding;

/// <summary>How a <see cref="Responder"/> treats each of its peers.</summary>
public abstract record ResponderBehaviour
{
    private ResponderBehaviour()
    {
    }

    /// <summary>Sends back what comes, and a FIN after the peer's.</summary>
    public sealed record Echo : ResponderBehaviour;

    /// <summary>Sends back one line, then takes the 22 bytes of the struct <c>! I 2s Q 2h f</c>, then waits for the peer's close.</summary>
    /// <remarks>A FIN ends the line too, and so do 64 KiB without a line feed.</remarks>
    public sealed record Recipe : ResponderBehaviour;

    /// <summary>Reads and never answers.</summary>
    public sealed record Silent : ResponderBehaviour;

    /// <summary>Sends a FIN at once; no reset follows, because what comes is still read.</summary>
    public sealed record CloseAtOnce : ResponderBehaviour;

    /// <summary>Sends a RST at once.</summary>
    public sealed record ResetAtOnce : ResponderBehaviour;

    /// <summary>Sends back what comes, each piece only after a delay.</summary>
    public sealed record Slow(TimeSpan Delay) : ResponderBehaviour;

    /// <summary>Once the first bytes have come, sends a single <c>.</c> after each interval until the peer takes no more.</summary>
    public sealed record Drip(TimeSpan Interval) : ResponderBehaviour;
}
