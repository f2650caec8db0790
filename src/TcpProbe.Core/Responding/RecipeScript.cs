using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Responding;

/// <summary>The server's half of the default exchange: a line, sent back; a struct; the peer's close.</summary>
internal sealed class RecipeScript(PeerConnection connection, TimeSpan delay, Action<ResponderEvent>? observer)
{
    private const int MaxLine = 64 * 1024;

    private static readonly StructFormat Format = StructFormat.Parse("! I 2s Q 2h f");

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MaxLine);

    internal ResponderEnding Hold()
    {
        int received = 0;
        int line = 0;
        while (line == 0 && received < MaxLine && connection.Receive(_buffer.AsSpan(received)) is > 0 and int count)
        {
            line = EndOfLine(received, count);
            received += count;
        }

        // Stopped in the middle of a line, it did not end: nobody may be told that it did.
        if (connection.IsStopping) return ResponderEnding.Stopped;
        if (line == 0) line = received;
        if (line > 0 && !Answer(_buffer.AsSpan(0, line))) return ResponderEnding.Stopped;
        TakeStruct(_buffer.AsSpan(line, received - line));
        connection.Drain(_buffer);
        return ResponderEnding.PeerClosed;
    }

    // The length of the line whose line feed lies in the piece that has just come; 0 if none does.
    private int EndOfLine(int start, int count) => _buffer.AsSpan(start, count).IndexOf((byte)'\n') is >= 0 and int feed ? start + feed + 1 : 0;

    // False if the responder stops meanwhile.
    private bool Answer(Span<byte> line)
    {
        observer?.Invoke(new ResponderEvent.LineReceived(connection.Peer, line.ToArray()));
        if (delay > TimeSpan.Zero && !connection.Pause(delay)) return false;
        connection.Send(line);
        return true;
    }

    // The bytes that came together with the line are the beginning of the struct.
    private void TakeStruct(ReadOnlySpan<byte> begun)
    {
        byte[] bytes = new byte[Format.Size];
        int filled = Math.Min(begun.Length, bytes.Length);
        begun[..filled].CopyTo(bytes);
        while (filled < bytes.Length && connection.Receive(bytes.AsSpan(filled)) is > 0 and int count) filled += count;
        if (filled == bytes.Length)
            observer?.Invoke(new ResponderEvent.StructReceived(connection.Peer, StructUnpacker.Unpack(Format, bytes)));
    }
}
