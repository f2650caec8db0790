namespace TcpProbe.Core.Responding;

/// <summary>What each behaviour does with a connection, from its first byte to its end.</summary>
internal static class ResponderScript
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Holds the conversation that the behaviour asks for.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The peer or the kernel ended it before its time.</exception>
    internal static ResponderEnding Hold(ResponderBehaviour behaviour, PeerConnection connection, Action<ResponderEvent>? observer)
    {
        connection.SendAtOnce();
        return behaviour switch
        {
            ResponderBehaviour.Echo => Echo(connection, TimeSpan.Zero),
            ResponderBehaviour.Slow slow => Echo(connection, slow.Delay),
            ResponderBehaviour.Recipe => new RecipeScript(connection, observer).Hold(),
            ResponderBehaviour.Silent => Silent(connection),
            ResponderBehaviour.CloseAtOnce => Close(connection),
            ResponderBehaviour.ResetAtOnce => Reset(connection),
            ResponderBehaviour.Drip drip => Drip(connection, drip.Interval),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ResponderEnding Echo(PeerConnection connection, TimeSpan delay)
    {
        byte[] buffer = new byte[BufferSize];
        while (connection.Receive(buffer) is > 0 and int count)
        {
            if (delay > TimeSpan.Zero && !connection.Pause(delay)) return ResponderEnding.Stopped;
            connection.Send(buffer.AsSpan(0, count));
        }

        return ResponderEnding.PeerClosed;
    }

    private static ResponderEnding Silent(PeerConnection connection)
    {
        connection.Drain(new byte[BufferSize]);
        return ResponderEnding.PeerClosed;
    }

    private static ResponderEnding Close(PeerConnection connection)
    {
        connection.HalfClose();
        return Silent(connection);
    }

    private static ResponderEnding Reset(PeerConnection connection)
    {
        connection.Reset();
        return ResponderEnding.Reset;
    }

    private static ResponderEnding Drip(PeerConnection connection, TimeSpan interval)
    {
        byte[] buffer = new byte[BufferSize];
        if (connection.Receive(buffer) == 0) return ResponderEnding.PeerClosed;

        // A FIN is no reason to stop, the peer may still read: that it is gone shows when a byte comes back as a reset.
        while (connection.Pause(interval))
        {
            connection.DiscardArrived(buffer);
            connection.Send("."u8);
        }

        return ResponderEnding.Stopped;
    }
}
