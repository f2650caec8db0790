namespace TcpProbe.Core.Tests.Harness;

/// <summary>Passes everything on, and remembers of what kind the last TLS record was that came whole (RFC 5246, section 6.2.1).</summary>
internal sealed class RecordTypeStream(Stream connection) : Stream
{
    /// <summary>The kind of an alert, of which the last is close_notify.</summary>
    public const byte Alert = 21;

    private int _end;

    /// <summary>All that came.</summary>
    public List<byte> Came { get; } = [];

    /// <summary>The kind of the last record.</summary>
    public byte Last { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = connection.Read(buffer);
        Came.AddRange(buffer[..count]);
        while (Came.Count >= _end + 5 && _end + 5 + (Came[_end + 3] << 8 | Came[_end + 4]) is int next && Came.Count >= next)
        {
            Last = Came[_end];
            _end = next;
        }

        return count;
    }

    public override void Write(byte[] buffer, int offset, int count) => connection.Write(buffer, offset, count);

    public override void Flush() => connection.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) connection.Dispose();
        base.Dispose(disposing);
    }
}
