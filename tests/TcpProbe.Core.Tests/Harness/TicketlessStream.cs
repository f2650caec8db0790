using System.Net.Sockets;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>The connection of a TLS 1.3 server that sends no tickets: nothing goes out any more once the client has answered its first flight.</summary>
/// <remarks>.NET's server sends tickets whatever it is told, and a client that has got them before the reset has heard that it is welcome.</remarks>
internal sealed class TicketlessStream(Socket socket) : NetworkStream(socket)
{
    private bool _hasSpoken, _isAnswered;

    public override int Read(Span<byte> buffer)
    {
        int count = base.Read(buffer);
        _isAnswered |= _hasSpoken;
        return count;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isAnswered) return;
        _hasSpoken = true;
        base.Write(buffer);
    }
}
