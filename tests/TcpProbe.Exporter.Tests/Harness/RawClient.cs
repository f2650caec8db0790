using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TcpProbe.Exporter.Tests.Harness;

/// <summary>A client that sends what no library would.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new();

    public RawClient(int port)
    {
        _client.Connect(IPAddress.Loopback, port);
        _client.ReceiveTimeout = 20_000;
    }

    public void Send(string text) => _client.GetStream().Write(Encoding.ASCII.GetBytes(text));

    /// <summary>What comes until the server closes; a reset ends it too.</summary>
    public string ReadToEnd()
    {
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        try
        {
            while (_client.GetStream().Read(buffer) is > 0 and int count) _ = text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        catch (IOException fault) when (fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // Closed with bytes of ours unread.
        }

        return text.ToString();
    }

    /// <summary>The first line that comes.</summary>
    public string ReadLine()
    {
        StringBuilder line = new();
        while (_client.GetStream().ReadByte() is >= 0 and not '\n' and int letter) _ = line.Append((char)letter);
        return line.ToString().TrimEnd('\r');
    }

    public void Dispose() => _client.Dispose();
}
