using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Sockets;

/// <summary>A non-blocking TCP socket as the system offers it: each call but the wait returns at once with its facts, and none throws for the network.</summary>
internal abstract class PlatformSocket : IDisposable
{
    /// <summary>Opens a socket of the family; on Linux through libc, elsewhere through <see cref="Socket"/>.</summary>
    public static Errno Open(AddressFamily family, out PlatformSocket? socket) =>
        OperatingSystem.IsLinux() ? LinuxSocket.Open(family, out socket) : PortableSocket.Open(family, out socket);

    /// <summary>The local address and port, <c>null</c> before there is one.</summary>
    public abstract IPEndPoint? LocalEndPoint { get; }

    /// <summary>The peer's address and port, <c>null</c> unless the handshake is complete.</summary>
    public abstract IPEndPoint? RemoteEndPoint { get; }

    /// <summary>bind(2).</summary>
    public abstract Errno Bind(IPEndPoint local);

    /// <summary>connect(2): EINPROGRESS while the handshake runs. Between the two times there is the call and nothing of ours.</summary>
    /// <param name="remote">The peer.</param>
    /// <param name="clock">What the times are taken with.</param>
    /// <param name="called">When it was called, a timestamp of <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="returned">When it came back, a timestamp of the same.</param>
    public abstract Errno Connect(IPEndPoint remote, TimeProvider clock, out long called, out long returned);

    /// <summary>Waits until one of the wanted things can be done, an error is pending, the time is over or a signal came (then nothing is ready).</summary>
    public abstract Readiness Wait(Readiness wanted, TimeSpan? timeout);

    /// <summary>Takes the pending error off the socket (SO_ERROR, socket(7)).</summary>
    public abstract Errno TakeError();

    /// <summary>Takes an ICMP error off the socket's error queue (MSG_ERRQUEUE, recv(2)), <c>null</c> if none is there.</summary>
    public abstract IcmpError? TakeQueuedError();

    /// <summary>send(2): how many bytes the kernel took.</summary>
    public abstract int Send(ReadOnlySpan<byte> bytes, out Errno error);

    /// <summary>recv(2): how many bytes came, 0 after the peer's FIN.</summary>
    public abstract int Receive(Span<byte> buffer, out Errno error);

    /// <summary>Throws away received bytes that nobody will read, so that close sends FIN and not RST.</summary>
    public abstract void Discard(int atMost);

    /// <summary>shutdown(2) of the sending side: sends FIN.</summary>
    public abstract Errno ShutdownSend();

    /// <summary>Makes close send RST (SO_LINGER of zero seconds, socket(7)).</summary>
    public abstract Errno ResetOnClose();

    /// <summary>setsockopt(2) of a number.</summary>
    public abstract Errno SetOption(SocketOption option, int value);

    /// <summary>setsockopt(2) of a name.</summary>
    public abstract Errno SetOption(SocketOption option, string value);

    /// <summary>getsockopt(2) of a number, <c>null</c> if the system does not tell.</summary>
    public abstract int? GetOption(SocketOption option);

    /// <summary>getsockopt(2) of a name, <c>null</c> if the system does not tell.</summary>
    public abstract string? GetName(SocketOption option);

    /// <summary>Fills the buffer with TCP_INFO (tcp(7)); how many bytes the kernel filled, 0 if the system does not tell.</summary>
    public abstract int ReadTcpInfo(Span<byte> buffer);

    /// <summary>close(2).</summary>
    public abstract void Dispose();
}
