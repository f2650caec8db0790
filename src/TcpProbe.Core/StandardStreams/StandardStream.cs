using System.Runtime.InteropServices;

namespace TcpProbe.Core.StandardStreams;

/// <summary>stdout or stderr without a buffer: what is written is out, in one call where the kernel takes it so, or it throws.</summary>
/// <remarks>The console's own stream takes a closed pipe for success.</remarks>
public sealed unsafe partial class StandardStream(int descriptor) : Stream
{
    // EINTR, EAGAIN of Linux, EPIPE; POLLOUT, poll(2).
    private const int Interrupted = 4, Again = 11, BrokenPipe = 32;
    private const short Writable = 4;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether it takes some bytes at once: of a pipe as many as are written in one piece (PIPE_BUF, pipe(7)).</summary>
    public bool IsReady
    {
        get
        {
            DescriptorWait entry = new() { Descriptor = descriptor, Wanted = Writable };
            return Poll(&entry, 1, 0) > 0;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes all of it.</summary>
    /// <exception cref="ClosedPipeException">Nobody reads any more.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* first = buffer) written = Write(descriptor, first, (nuint)buffer.Length);
            if (written > 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case Again when OperatingSystem.IsLinux():
                    // Whoever shares this terminal or pipe made it non-blocking.
                    DescriptorWait entry = new() { Descriptor = descriptor, Wanted = Writable };
                    _ = Poll(&entry, 1, -1);
                    break;
                case BrokenPipe:
                    throw new ClosedPipeException();
                case int error:
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(DescriptorWait* entries, nuint count, int milliseconds);

    /// <summary><c>struct pollfd</c>, poll(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct DescriptorWait
    {
        public int Descriptor;
        public short Wanted;
        public short Ready;
    }
}
