using System.Net.Sockets;

namespace TcpProbe.Core.Responding;

/// <summary>A socket as a stream that blocks even where it is asked not to: .NET ends TLS asynchronously only, and that would take a thread pool.</summary>
internal sealed class BlockingStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
