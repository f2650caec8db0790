using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Responding;

/// <summary>One accepted connection, plain or TLS: its bytes, counted, and its waits, all of which end when the responder stops.</summary>
internal sealed class PeerConnection : IDisposable
{
    // RFC 8446, section 5.1.
    private const int LargestRecord = 16 * 1024;

    private readonly Socket _socket;
    private readonly TimeProvider _clock;
    private readonly StopSignal _stop;
    private SslStream? _tls;
    private bool _hasEndedTls;

    internal PeerConnection(Socket socket, TimeProvider clock, StopSignal stop)
    {
        _socket = socket;
        _clock = clock;
        _stop = stop;
        Peer = (IPEndPoint)socket.RemoteEndPoint!;
    }

    /// <summary>The address of the other side.</summary>
    internal IPEndPoint Peer { get; }

    /// <summary>Bytes read so far; over TLS those inside it.</summary>
    internal long BytesReceived { get; private set; }

    /// <summary>Bytes handed to the kernel so far; over TLS those inside it.</summary>
    internal long BytesSent { get; private set; }

    /// <summary>Whether the responder is being disposed.</summary>
    internal bool IsStopping => _stop.IsGiven;

    /// <summary>Sends small pieces when they are written, not when they have become large ones.</summary>
    internal void SendAtOnce() => _socket.NoDelay = true;

    /// <summary>Shakes hands as a TLS server; from then on all bytes go through TLS.</summary>
    /// <returns>The version and the cipher suite.</returns>
    /// <exception cref="AuthenticationException">The peer speaks no TLS, or will not have ours.</exception>
    /// <exception cref="IOException">The connection ended first.</exception>
    internal (string Version, string Cipher) StartTls(SslServerAuthenticationOptions options)
    {
        _tls = new SslStream(new BlockingStream(_socket), leaveInnerStreamOpen: true);
        _tls.AuthenticateAsServer(options);
        return ($"TLSv1.{$"{_tls.SslProtocol}"[^1]}", $"{_tls.NegotiatedCipherSuite}");
    }

    /// <summary>Waits for bytes; 0 after the peer's FIN, and when the responder stops.</summary>
    internal int Receive(Span<byte> buffer)
    {
        // What a busy peer has sent stays unread then, so that closing resets it; drained, it could wait for ever at a closed window.
        int count = IsStopping ? 0 : _tls?.Read(buffer) ?? _socket.Receive(buffer);
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
        // Over TLS what has come may be half a record, and reading it would be a wait.
        if (_tls is null && _socket.Available > 0) _ = Receive(buffer);
    }

    /// <summary>Sends all of the bytes; a peer that does not read holds this up, and with it our reading.</summary>
    internal void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = _tls is null ? AcceptedSocket.Send(_socket, bytes) : Encrypt(_tls, bytes);
            BytesSent += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Sends each byte in a segment of its own, over TLS in a record of its own; a peer that reads late may still find them joined.</summary>
    internal void SendApart(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && !IsStopping; i++)
        {
            if (_tls is not null || !OperatingSystem.IsLinux())
            {
                Send(bytes.Slice(i, 1));
                continue;
            }

            AcceptedSocket.SendSegment(_socket, bytes[i]);
            BytesSent++;
        }
    }

    /// <summary>Waits without reading; false if the responder stops meanwhile.</summary>
    internal bool Pause(TimeSpan time) => !_stop.Wait(time, _clock);

    /// <summary>Waits without reading until the peer has closed or reset, or the responder stops.</summary>
    internal void WaitForHangUp()
    {
        while (!IsStopping && !AcceptedSocket.WaitForHangUp(_socket))
        {
        }
    }

    /// <summary>Says that no more will be sent: a close_notify over TLS, and a FIN.</summary>
    internal void HalfClose()
    {
        EndTls();
        _socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Over TLS, tells a peer that has closed that we have too; it may be gone already.</summary>
    internal void SayGoodbye()
    {
        try
        {
            EndTls();
        }
        catch (IOException)
        {
            // Then nobody waits for it.
        }
    }

    /// <summary>Sends a RST.</summary>
    internal void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Dispose();
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
    public void Dispose()
    {
        _tls?.Dispose();
        _socket.Dispose();
    }

    // A stream may copy what it is given before it encrypts it: so no more than a record at once.
    private static int Encrypt(SslStream tls, ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, LargestRecord);
        tls.Write(bytes[..count]);
        return count;
    }

    private void EndTls()
    {
        if (_hasEndedTls || _tls is null) return;
        _hasEndedTls = true;

        // There is no synchronous form; over a stream that blocks it has ended when it returns.
        _tls.ShutdownAsync().GetAwaiter().GetResult();
    }
}
