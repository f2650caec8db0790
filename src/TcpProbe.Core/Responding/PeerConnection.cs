using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Responding;

/// <summary>One accepted connection: its bytes, counted, and its waits, all of which end when the responder stops.</summary>
internal sealed class PeerConnection
{
    private readonly Socket _socket;
    private readonly TimeProvider _clock;
    private readonly StopSignal _stop;

    internal PeerConnection(Socket socket, TimeProvider clock, StopSignal stop)
    {
        _socket = socket;
        _clock = clock;
        _stop = stop;
        Peer = (IPEndPoint)socket.RemoteEndPoint!;
    }

    /// <summary>The address of the other side.</summary>
    internal IPEndPoint Peer { get; }

    /// <summary>Bytes read so far.</summary>
    internal long BytesReceived { get; private set; }

    /// <summary>Bytes handed to the kernel so far.</summary>
    internal long BytesSent { get; private set; }

    /// <summary>Whether the responder is being disposed.</summary>
    internal bool IsStopping => _stop.IsGiven;

    /// <summary>Sends small pieces when they are written, not when they have become large ones.</summary>
    internal void SendAtOnce() => _socket.NoDelay = true;

    /// <summary>Waits for bytes; 0 after the peer's FIN, and when the responder stops.</summary>
    internal int Receive(Span<byte> buffer)
    {
        // What a busy peer has sent stays unread then, so that closing resets it; drained, it could wait for ever at a closed window.
        int count = IsStopping ? 0 : _socket.Receive(buffer);
        BytesReceived += count;
        return count;
    }

    /// <summary>Reads and forgets until the peer's FIN.</summary>
    internal void Drain(Span<byte> buffer)
    {
        while (Receive(buffer) > 0)
        {
        }
    }

    /// <summary>Reads and forgets at most a buffer of what has already come.</summary>
    internal void DiscardArrived(Span<byte> buffer)
    {
        if (_socket.Available > 0) _ = Receive(buffer);
    }

    /// <summary>Sends all of the bytes; a peer that does not read holds this up, and with it our reading.</summary>
    internal void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = _socket.Send(bytes);
            BytesSent += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Waits without reading; false if the responder stops meanwhile.</summary>
    internal bool Pause(TimeSpan time) => !_stop.Wait(time, _clock);

    /// <summary>Sends a FIN.</summary>
    internal void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Sends a RST.</summary>
    internal void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    /// <summary>Wakes whoever reads or writes here; called by the thread that stops the responder.</summary>
    internal void Wake()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception alreadyOver) when (alreadyOver is SocketException or ObjectDisposedException)
        {
        }
    }

    /// <summary>Closes the socket, once its thread is done with it.</summary>
    internal void Close() => _socket.Dispose();
}
