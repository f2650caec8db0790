namespace TcpProbe.Core.Tests.Tls;

/// <summary>A stream that sends bytes of the test's own together with what is written.</summary>
internal sealed class AppendingStream(Stream inner) : Stream
{
    /// <summary>What follows the next write, in the same segment.</summary>
    public byte[] Appended { get; set; } = [];

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count)
    {
        inner.Write([.. buffer.AsSpan(offset, count), .. Appended]);
        Appended = [];
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
