namespace TcpProbe.Core.Responding;

/// <summary>A peer that says what it is given and then hangs up; what it is told is kept.</summary>
internal sealed class TrialWire(byte[] says) : MemoryStream(says, writable: false)
{
    private readonly MemoryStream _told = new();

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <summary>All that it was told.</summary>
    internal byte[] Told => _told.ToArray();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _told.Write(buffer);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => _told.Write(buffer, offset, count);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _told.Dispose();
        base.Dispose(disposing);
    }
}
