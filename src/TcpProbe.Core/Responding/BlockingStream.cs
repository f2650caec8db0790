using System.Net.Sockets;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Responding;

/// <summary>A socket as a stream that blocks even where it is asked not to: .NET ends TLS asynchronously only, and that would take a thread pool.</summary>
internal sealed class BlockingStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            while (!buffer.IsEmpty) buffer = buffer[AcceptedSocket.Send(Socket, buffer)..];
        }
        catch (SocketException over)
        {
            throw new IOException(over.Message, over);
        }
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
