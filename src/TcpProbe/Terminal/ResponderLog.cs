using System.Net;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Responding;

namespace TcpProbe.Terminal;

/// <summary>What happens at the loopback peer, a line each on stdout, from many threads in whole lines.</summary>
/// <param name="streams">Where to.</param>
/// <param name="quiet">Whether connections are passed over in silence.</param>
internal sealed class ResponderLog(Streams streams, bool quiet) : IDisposable
{
    private readonly Lock _writing = new();
    private bool _closed;
    private IOException? _failure;
    private Action<Exception>? _fail;

    /// <summary>Says where it listens, which a script with port 0 waits for.</summary>
    public void Listening(IPEndPoint endPoint) => Print($"listening on {endPoint}");

    /// <summary>Whom to tell when stdout takes no more; at once if that has happened already.</summary>
    public void OnFailure(Action<Exception> fail)
    {
        lock (_writing)
        {
            _fail = fail;
            if (_failure is not null) fail(_failure);
        }
    }

    /// <summary>Says what happened, if that is worth a line.</summary>
    public void Tell(ResponderEvent happened)
    {
        if (!quiet && Text(happened) is { } text) Print($"{happened.Peer} {text}");
    }

    /// <summary>Nothing is written any more.</summary>
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
                _failure = unwritable;
                _fail?.Invoke(unwritable);
            }
        }
    }
}
