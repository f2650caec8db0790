using System.Runtime.InteropServices;

namespace TcpProbe.Terminal;

/// <summary>stdout or stderr without a buffer: what is written is out, in one call where the kernel takes it so, or it throws.</summary>
/// <remarks>The console's own stream takes a closed pipe for success.</remarks>
internal sealed class StandardStream(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether it takes some bytes at once: of a pipe as many as are written in one piece (PIPE_BUF, pipe(7)).</summary>
    public unsafe bool IsReady
    {
        get
        {
            SystemCalls.DescriptorWait entry = new() { Descriptor = descriptor, Wanted = SystemCalls.Writable };
            return SystemCalls.Poll(&entry, 1, 0) > 0;
        }
    }

    /// <summary>The stream of a descriptor; on Windows the console's.</summary>
    public static Stream Open(int descriptor) => !OperatingSystem.IsWindows() ? new StandardStream(descriptor)
        : descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes all of it.</summary>
    /// <exception cref="ClosedPipeException">Nobody reads any more.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* first = buffer) written = SystemCalls.Write(descriptor, first, (nuint)buffer.Length);
            if (written > 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case SystemCalls.Interrupted:
                    break;
                case SystemCalls.Again when OperatingSystem.IsLinux():
                    // Whoever shares this terminal or pipe made it non-blocking.
                    SystemCalls.DescriptorWait entry = new() { Descriptor = descriptor, Wanted = SystemCalls.Writable };
                    _ = SystemCalls.Poll(&entry, 1, -1);
                    break;
                case SystemCalls.BrokenPipe:
                    throw new ClosedPipeException();
                case int error:
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }
}

/// <summary>The reader of stdout has gone, as <c>| head</c> does.</summary>
internal sealed class ClosedPipeException : IOException;
