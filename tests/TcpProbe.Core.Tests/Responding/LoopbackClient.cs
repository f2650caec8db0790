using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Tests.Responding;

/// <summary>A client whose waits end after ten seconds, so that a broken responder fails a test instead of holding it.</summary>
internal sealed class LoopbackClient : IDisposable
{
    private LoopbackClient(IPEndPoint responder)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 10_000,
            SendTimeout = 10_000,
        };
        try
        {
            Socket.Connect(responder);
        }
        catch
        {
            Socket.Dispose();
            throw;
        }
    }

    internal Socket Socket { get; }

    internal static LoopbackClient Connect(IPEndPoint responder) => new(responder);

    internal void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[Socket.Send(bytes)..];
    }

    /// <summary>Sends without reading until the responder takes no more; 256 MiB are more than every buffer between.</summary>
    internal void SendUntilStalled()
    {
        Socket.ReceiveBufferSize = 4096;
        Socket.SendBufferSize = 4096;
        Socket.SendTimeout = 500;
        byte[] bytes = new byte[1 << 20];
        SocketException stalled = Assert.Throws<SocketException>(() =>
        {
            for (int i = 0; i < 256; i++) Send(bytes);
        });
        Assert.Equal(SocketError.TimedOut, stalled.SocketErrorCode);
    }

    internal byte[] Receive(int count)
    {
        byte[] bytes = new byte[count];
        int filled = 0;
        while (filled < count && Socket.Receive(bytes.AsSpan(filled)) is > 0 and int more) filled += more;
        return bytes[..filled];
    }

    internal byte[] ReceiveToEnd()
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[4096];
        while (Socket.Receive(buffer) is > 0 and int count) all.Write(buffer, 0, count);
        return all.ToArray();
    }

    internal NetworkStream Stream() => new(Socket, ownsSocket: false);

    internal void HalfClose() => Socket.Shutdown(SocketShutdown.Send);

    internal void Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Socket.Dispose();
    }

    public void Dispose() => Socket.Dispose();
}
