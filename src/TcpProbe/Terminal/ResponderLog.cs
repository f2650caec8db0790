using System.Net;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Responding;

namespace TcpProbe.Terminal;

/// <summary>What happens at the loopback peer, a line each on stdout, from many threads in whole lines.</summary>
/// <param name="streams">Where to.</param>
/// <param name="quiet">Whether connections are passed over in silence.</param>
internal sealed class ResponderLog(Streams streams, bool quiet) : IDisposable
{
    private const int LongestText = 200;
    private const int LongestStruct = 2000;

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
        ResponderEvent.TlsStarted tls => $"{tls.Version} with {tls.Cipher}",
        ResponderEvent.TlsRefused tls => $"no TLS: {EscapedText.Show(Encoding.UTF8.GetBytes(tls.Why), LongestText)}",
        ResponderEvent.PieceReceived piece => $"received {Amounts.Count(piece.Count, "byte")}: \"{EscapedText.Show(piece.Head.Span, LongestText)}\"{(piece.Head.Length < piece.Count ? "…" : string.Empty)}",
        ResponderEvent.LineReceived line => $"line \"{EscapedText.Show(line.Line.Span, LongestText)}\"",
        ResponderEvent.StructReceived data => $"struct {Cut(StructText.Show(data.Values))}",
        ResponderEvent.Unexpected refused => $"refused: {Difference(refused.How)}",
        ResponderEvent.Muted => "sends more, which is only counted from here on",
        ResponderEvent.Ended ended => $"{Word(ended.How)}, {Amounts.Count(ended.BytesReceived, "byte")} received, {Amounts.Count(ended.BytesSent, "byte")} sent",
        _ => null,
    };

    private static string Difference(Mismatch how)
    {
        return how.Struct?.Summary ?? $"expected {how.Expected}, got {how.Got}{(how.Place is { } place ? $" ({place})" : null)}";
    }

    // A struct may have 64 KiB of values.
    private static string Cut(string values) => values.Length <= LongestStruct ? values : values[..LongestStruct] + "…";

    private static string Word(ResponderEnding how) => how switch
    {
        ResponderEnding.PeerClosed => "closed",
        ResponderEnding.PeerReset => "was reset by the peer",
        ResponderEnding.Reset => "reset",
        ResponderEnding.Refused => "reset",
        ResponderEnding.TlsFailed => "closed without TLS",
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
