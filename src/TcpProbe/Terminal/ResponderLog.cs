using System.Net;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Responding;

namespace TcpProbe.Terminal;

/// <summary>What happens at the loopback peer, a line each on stdout, from many threads in whole lines.</summary>
/// <param name="streams">Where to.</param>
/// <param name="quiet">Whether connections are passed over in silence.</param>
/// <param name="fail">Told when stdout takes no more.</param>
internal sealed class ResponderLog(Streams streams, bool quiet, Action<Exception> fail) : IDisposable
{
    private readonly Lock _writing = new();
    private bool _closed;

    /// <summary>Says where it listens, which a script with port 0 waits for.</summary>
    public void Listening(IPEndPoint endPoint) => Print($"listening on {endPoint}");

    /// <summary>Says what happened, if that is worth a line.</summary>
    public void Tell(ResponderEvent happened)
    {
        if (!quiet && Text(happened) is { } text) Print($"{happened.Peer} {text}");
    }

    /// <summary>Nothing is written any more: connections that end with the peer itself are no news.</summary>
    public void Dispose()
    {
        lock (_writing) _closed = true;
    }

    private static string? Text(ResponderEvent happened) => happened switch
    {
        ResponderEvent.Accepted => "connected",
        ResponderEvent.LineReceived line => $"line \"{EscapedText.Show(line.Line.Span, 200)}\"",
        ResponderEvent.StructReceived data => $"struct {StructText.Show(data.Values)}",
        ResponderEvent.Ended ended => $"{Word(ended.How)}, {Amounts.Count(ended.BytesReceived, "byte")} received, {Amounts.Count(ended.BytesSent, "byte")} sent",
        _ => null,
    };

    private static string Word(ResponderEnding how) => how switch
    {
        ResponderEnding.PeerClosed => "closed",
        ResponderEnding.PeerReset => "was reset by the peer",
        ResponderEnding.Reset => "reset",
        ResponderEnding.Stopped => "stopped",
        ResponderEnding.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    private void Print(string line)
    {
        lock (_writing)
        {
            if (_closed) return;
            try
            {
                streams.Print(line + "\n");
            }
            catch (IOException unwritable)
            {
                _closed = true;
                fail(unwritable);
            }
        }
    }
}
