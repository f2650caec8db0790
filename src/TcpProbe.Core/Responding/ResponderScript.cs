using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Responding;

/// <summary>What each behaviour does with a connection, from its first byte to its end.</summary>
/// <param name="behaviour">The behaviour.</param>
/// <param name="terms">What is said and demanded.</param>
/// <param name="flood">What is sent over and over, where the behaviour is that.</param>
/// <param name="connection">The peer.</param>
/// <param name="observer">Told what happens.</param>
internal sealed class ResponderScript(
    ResponderBehaviour behaviour, ResponderTerms terms, ReadOnlyMemory<byte> flood, PeerConnection connection, Action<ResponderEvent>? observer)
{
    private readonly RequestReader _requests = new(connection, terms.Expectations, new HearingLog(connection.Peer, terms.Unpack, observer));

    /// <summary>Whether the peer has not sent what it must.</summary>
    internal bool IsOwed => _requests.IsOwed;

    /// <summary>Holds the conversation that the behaviour asks for.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The peer or the kernel ended it before its time.</exception>
    /// <exception cref="IOException">The same, over TLS.</exception>
    internal ResponderEnding Hold()
    {
        connection.SendAtOnce();
        if (!TlsSupport.IsLeftOut && terms.Identity is { } identity && !StartTls(identity)) return ResponderEnding.TlsFailed;
        if (!Deliver(terms.Banner.Span)) return ResponderEnding.Stopped;
        ResponderEnding how = Behave();
        if (how == ResponderEnding.PeerClosed) connection.SayGoodbye();
        return how;
    }

    private ResponderEnding Behave() => behaviour switch
    {
        ResponderBehaviour.Echo or ResponderBehaviour.Fragment => Answer(),
        ResponderBehaviour.Drip drip => terms.Reply is null ? Trickle(drip.Interval) : Answer(),
        ResponderBehaviour.Recipe => new RecipeScript(connection, terms.Delay, observer).Hold(),
        ResponderBehaviour.Silent => Listen(),
        ResponderBehaviour.CloseAtOnce => Close(),
        ResponderBehaviour.ResetAtOnce => Reset(),
        ResponderBehaviour.Flood => Flood(),
        ResponderBehaviour.Tarpit => HoldOut(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private bool StartTls(ResponderIdentity identity)
    {
        try
        {
            (string version, string cipher) = connection.StartTls(identity.Terms);
            observer?.Invoke(new ResponderEvent.TlsStarted(connection.Peer, version, cipher));
            return true;
        }
        catch (Exception refusal) when (TlsBreakage.Is(refusal))
        {
            if (!connection.IsStopping) observer?.Invoke(new ResponderEvent.TlsRefused(connection.Peer, TlsError.Of(refusal).Sentence));
            return false;
        }
    }

    private ResponderEnding Answer()
    {
        while (_requests.Next())
        {
            if (!Pause() || !Deliver(terms.Reply is { } reply ? reply.Span : _requests.Current)) return ResponderEnding.Stopped;
        }

        return End();
    }

    private ResponderEnding Listen()
    {
        while (_requests.Next())
        {
        }

        return End();
    }

    private ResponderEnding Close()
    {
        if (AnswerFirst() is { } early) return early;
        connection.HalfClose();
        _requests.Drain();
        return ResponderEnding.PeerClosed;
    }

    private ResponderEnding Reset()
    {
        if (AnswerFirst() is { } early) return early;
        connection.Reset();
        return ResponderEnding.Reset;
    }

    // Null to go on. Where nothing is to be asked there is no request to wait for; a peer that sends its FIN instead of one gets no answer.
    private ResponderEnding? AnswerFirst()
    {
        bool isAsked = (terms.Reply is not null || terms.Expectations.Count > 0) && _requests.Next();
        if (_requests.Refusal is not null) return End();
        if (!Pause()) return ResponderEnding.Stopped;
        return isAsked && terms.Reply is { } reply && !Deliver(reply.Span) ? ResponderEnding.Stopped : null;
    }

    // No further request comes: the peer is done, or it has sent another than it must.
    private ResponderEnding End()
    {
        if (_requests.Refusal is not { } refusal) return ResponderEnding.PeerClosed;
        observer?.Invoke(new ResponderEvent.Unexpected(connection.Peer, refusal));
        connection.Reset();
        return ResponderEnding.Refused;
    }

    private ResponderEnding Trickle(TimeSpan interval)
    {
        if (!_requests.Next()) return End();
        if (!Pause()) return ResponderEnding.Stopped;

        // A FIN is no reason to stop, the peer may still read: that it is gone shows when a byte comes back as a reset.
        while (connection.Pause(interval))
        {
            _requests.DiscardArrived();
            connection.Send("."u8);
        }

        return ResponderEnding.Stopped;
    }

    private ResponderEnding Flood()
    {
        if (terms.Expectations.Count > 0 && !_requests.Next()) return End();
        if (!Pause()) return ResponderEnding.Stopped;
        while (!connection.IsStopping) connection.Send(flood.Span);
        return ResponderEnding.Stopped;
    }

    private ResponderEnding HoldOut()
    {
        connection.WaitForHangUp();
        return ResponderEnding.PeerClosed;
    }

    private bool Pause() => terms.Delay == TimeSpan.Zero || connection.Pause(terms.Delay);

    // False if the responder stops meanwhile.
    private bool Deliver(ReadOnlySpan<byte> bytes)
    {
        switch (behaviour)
        {
            case ResponderBehaviour.Drip drip:
                for (int i = 0; i < bytes.Length; i++)
                {
                    if (!connection.Pause(drip.Interval)) return false;
                    connection.Send(bytes.Slice(i, 1));
                }

                break;
            case ResponderBehaviour.Fragment:
                connection.SendApart(bytes);
                break;
            default:
                connection.Send(bytes);
                break;
        }

        return !connection.IsStopping;
    }
}
