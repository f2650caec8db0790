using System.Net.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>Peers of the default exchange, each with one way to behave.</summary>
internal static class Peers
{
    /// <summary>What the default exchange sends, the line and the struct.</summary>
    public static byte[] DefaultExchange { get; } = Convert.FromHexString("646174610a" + "00000001616200000000000000020003000340200000");

    /// <summary>Hears the default exchange, answers, and hears the end.</summary>
    public static ScriptedPeer Answering(byte[] reply) => new(socket =>
    {
        _ = Receive(socket, DefaultExchange.Length);
        _ = socket.Send(reply);
        _ = ReceiveAll(socket);
    });

    /// <summary>Never says a word.</summary>
    public static ScriptedPeer Silent() => new(socket => ReceiveAll(socket));

    /// <summary>Hears the default exchange and closes.</summary>
    public static ScriptedPeer Closing() => new(socket =>
    {
        _ = Receive(socket, DefaultExchange.Length);
        socket.Shutdown(SocketShutdown.Send);
        _ = ReceiveAll(socket);
    });

    /// <summary>Hears the default exchange and resets.</summary>
    public static ScriptedPeer Resetting() => new(socket =>
    {
        _ = Receive(socket, DefaultExchange.Length);
        socket.LingerState = new LingerOption(true, 0);
    });

    /// <summary>Says one byte a second, for as long as somebody listens.</summary>
    public static ScriptedPeer Dripping() => new(socket =>
    {
        _ = Receive(socket, DefaultExchange.Length);
        do
            _ = socket.Send([(byte)'.']);
        while (!socket.Poll(TimeSpan.FromSeconds(1), SelectMode.SelectRead));
    });

    /// <summary>So many bytes, or fewer if the stream ends before.</summary>
    public static byte[] Receive(Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        int received = 0, more;
        while (received < count && (more = socket.Receive(bytes.AsSpan(received))) > 0)
            received += more;
        return bytes[..received];
    }

    /// <summary>Every byte until the stream ends.</summary>
    public static byte[] ReceiveAll(Socket socket)
    {
        List<byte> all = [];
        byte[] buffer = new byte[4096];
        while (socket.Receive(buffer) is > 0 and int received)
            all.AddRange(buffer.AsSpan(0, received));
        return [.. all];
    }
}
