using System.Security.Authentication;

namespace TcpProbe.Core.Responding;

/// <summary>What each behaviour does with a connection, from its first byte to its end.</summary>
internal sealed class ResponderScript(ResponderBehaviour behaviour, ResponderTerms terms, PeerConnection connection, Action<ResponderEvent>? observer)
{
    private const int FloodSize = 16 * 1024;

    private readonly HearingLog _log = new(connection.Peer, terms.Unpack, observer);

    /// <summary>Holds the conversation that the behaviour asks for.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The peer or the kernel ended it before its time.</exception>
    /// <exception cref="IOException">The same, over TLS.</exception>
    internal ResponderEnding Hold()
    {
        connection.SendAtOnce();
        if (terms.Identity is { } identity && !StartTls(identity)) return ResponderEnding.TlsFailed;
        if (!Deliver(terms.Banner.Span)) return ResponderEnding.Stopped;
        ResponderEnding how = Behave(new RequestReader(connection, _log));
        if (how == ResponderEnding.PeerClosed) connection.SayGoodbye();
        return how;
    }

    private ResponderEnding Behave(RequestReader requests) => behaviour switch
    {
        ResponderBehaviour.Echo or ResponderBehaviour.Fragment => Answer(requests),
        ResponderBehaviour.Drip drip => terms.Reply is null ? Trickle(requests, drip.Interval) : Answer(requests),
        ResponderBehaviour.Recipe => new RecipeScript(connection, terms.Delay, observer).Hold(),
        ResponderBehaviour.Silent => Listen(requests),
        ResponderBehaviour.CloseAtOnce => Close(requests),
        ResponderBehaviour.ResetAtOnce => Reset(requests),
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
        catch (Exception refusal) when (refusal is AuthenticationException or IOException)
        {
            if (!connection.IsStopping) observer?.Invoke(new ResponderEvent.TlsRefused(connection.Peer, refusal.GetBaseException().Message));
            return false;
        }
    }

    private ResponderEnding Answer(RequestReader requests)
    {
        while (requests.Next())
        {
            if (!Pause() || !Deliver(terms.Reply is { } reply ? reply.Span : requests.Current)) return ResponderEnding.Stopped;
        }

        return ResponderEnding.PeerClosed;
    }

    private static ResponderEnding Listen(RequestReader requests)
    {
        while (requests.Next())
        {
        }

        return ResponderEnding.PeerClosed;
    }

    private ResponderEnding Close(RequestReader requests)
    {
        if (!AnswerFirst(requests)) return ResponderEnding.Stopped;
        connection.HalfClose();
        requests.Drain();
        return ResponderEnding.PeerClosed;
    }

    private ResponderEnding Reset(RequestReader requests)
    {
        if (!AnswerFirst(requests)) return ResponderEnding.Stopped;
        connection.Reset();
        return ResponderEnding.Reset;
    }

    // Without a reply there is no request to wait for. A peer that sends its FIN instead of one has nothing to be answered.
    private bool AnswerFirst(RequestReader requests)
    {
        bool asked = terms.Reply is not null && requests.Next();
        return Pause() && (!asked || Deliver(terms.Reply!.Value.Span));
    }

    private ResponderEnding Trickle(RequestReader requests, TimeSpan interval)
    {
        if (!requests.Next()) return ResponderEnding.PeerClosed;
        if (!Pause()) return ResponderEnding.Stopped;

        // A FIN is no reason to stop, the peer may still read: that it is gone shows when a byte comes back as a reset.
        while (connection.Pause(interval))
        {
            requests.DiscardArrived();
            connection.Send("."u8);
        }

        return ResponderEnding.Stopped;
    }

    private ResponderEnding Flood()
    {
        if (!Pause()) return ResponderEnding.Stopped;
        ReadOnlySpan<byte> pattern = terms.Reply is { IsEmpty: false } reply ? reply.Span : "0123456789abcdef"u8;
        byte[] flood = new byte[Math.Max(1, FloodSize / pattern.Length) * pattern.Length];
        for (int i = 0; i < flood.Length; i += pattern.Length) pattern.CopyTo(flood.AsSpan(i));
        while (!connection.IsStopping) connection.Send(flood);
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
