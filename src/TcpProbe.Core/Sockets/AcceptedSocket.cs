using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace TcpProbe.Core.Sockets;

/// <summary>What a server asks of the kernel about an accepted connection that <see cref="Socket"/> cannot.</summary>
internal static unsafe class AcceptedSocket
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends some of the bytes; blocks while the kernel has no room.</summary>
    /// <remarks><see cref="Socket.Send(ReadOnlySpan{byte})"/> speaks of a time-out where a reset comes when part of the bytes were sent.</remarks>
    /// <returns>How many.</returns>
    /// <exception cref="SocketException">The connection is over.</exception>
    public static int Send(Socket socket, ReadOnlySpan<byte> bytes) => OperatingSystem.IsLinux() ? Send(socket, bytes, flags: 0) : socket.Send(bytes);

    /// <summary>Sends a byte that the kernel joins with no later one (MSG_EOR, which tcp(7) honours); blocks while it has no room.</summary>
    /// <exception cref="SocketException">The connection is over.</exception>
    [SupportedOSPlatform("linux")]
    public static void SendSegment(Socket socket, byte value) => Send(socket, [value], LinuxCalls.MessageEndOfRecord);

    private static int Send(Socket socket, ReadOnlySpan<byte> bytes, int flags)
    {
        while (true)
        {
            nint sent;
            fixed (byte* first = bytes)
                sent = LinuxCalls.Send((int)socket.Handle, first, (nuint)bytes.Length, LinuxCalls.MessageNoSignal | flags);
            if (sent >= 0) return (int)sent;
            if ((Errno)Marshal.GetLastPInvokeError() is not Errno.EINTR and var error) throw Refusal(error);
        }
    }

    /// <summary>Waits, without reading, until the peer's FIN or RST; bytes that come are no reason to return.</summary>
    /// <returns>Whether it came; false if it may be worth another wait.</returns>
    public static bool WaitForHangUp(Socket socket)
    {
        if (!OperatingSystem.IsLinux()) return socket.Poll(Look, SelectMode.SelectError);
        LinuxCalls.PollEntry entry = new() { Descriptor = (int)socket.Handle, Wanted = LinuxCalls.PollPeerHangUp };
        return LinuxCalls.Poll(&entry, 1, null, null) > 0;
    }

    private static SocketException Refusal(Errno error) => error switch
    {
        Errno.EPIPE => new SocketException((int)SocketError.Shutdown),
        Errno.ECONNRESET => new SocketException((int)SocketError.ConnectionReset),
        _ => new SocketException((int)SocketError.SocketError),
    };
}
