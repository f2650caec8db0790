namespace TcpProbe.Core.Tests.Tls;

/// <summary>A stream that keeps the end of one write back until it is let go, or sends bytes of the test's own together with it.</summary>
internal sealed class HoldingStream(Stream inner, ManualResetEventSlim? goOn = null) : Stream
{
    /// <summary>What follows the next write, in the same segment.</summary>
    public byte[] Appended { get; set; } = [];

    /// <summary>After how many bytes of the next write to wait; <c>null</c> to write all of it at once.</summary>
    public int? HoldAfter { get; set; }

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
        if (Appended.Length > 0)
        {
            inner.Write([.. buffer.AsSpan(offset, count), .. Appended]);
            Appended = [];
            return;
        }

        int first = HoldAfter ?? count;
        HoldAfter = null;
        inner.Write(buffer, offset, first);
        if (first == count) return;
        goOn!.Wait();
        inner.Write(buffer, offset + first, count - first);
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
