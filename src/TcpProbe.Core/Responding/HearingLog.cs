using System.Net;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Responding;

/// <summary>Tells what a peer sends, piece by piece or struct by struct; a bounded number of times, whatever it sends.</summary>
/// <param name="peer">The peer.</param>
/// <param name="unpack">The struct that its bytes are told as, <c>null</c> for pieces as they come.</param>
/// <param name="observer">Whom to tell.</param>
internal sealed class HearingLog(IPEndPoint peer, StructFormat? unpack, Action<ResponderEvent>? observer)
{
    /// <summary>How many bytes of a piece are told.</summary>
    internal const int KeptBytes = 256;

    /// <summary>How many pieces or structs of a connection are told.</summary>
    internal const int MostTold = 100;

    private byte[] _struct = [];
    private int _filled;
    private int _told;

    /// <summary>Tells a piece that has just come, or the structs that it completes.</summary>
    internal void Tell(ReadOnlySpan<byte> piece)
    {
        if (observer is null || _told > MostTold) return;
        if (unpack is null) Tell(new ResponderEvent.PieceReceived(peer, piece.Length, piece[..Math.Min(piece.Length, KeptBytes)].ToArray()));
        else Fill(unpack, piece);
    }

    /// <summary>Tells the values of a struct.</summary>
    internal void Tell(IReadOnlyList<StructValue> values) => Tell(new ResponderEvent.StructReceived(peer, values));

    /// <summary>Tells what has come of a struct that will not be complete any more.</summary>
    internal void TellRest()
    {
        if (_filled > 0) Tell(new ResponderEvent.PieceReceived(peer, _filled, _struct.AsMemory(0, Math.Min(_filled, KeptBytes))));
        _filled = 0;
    }

    private void Fill(StructFormat format, ReadOnlySpan<byte> piece)
    {
        if (_struct.Length == 0) _struct = new byte[format.Size];
        while (!piece.IsEmpty && _told <= MostTold)
        {
            int count = Math.Min(piece.Length, _struct.Length - _filled);
            piece[..count].CopyTo(_struct.AsSpan(_filled));
            piece = piece[count..];
            _filled += count;
            if (_filled < _struct.Length) return;
            Tell(StructUnpacker.Unpack(format, _struct));
            _filled = 0;
        }
    }

    private void Tell(ResponderEvent happened)
    {
        if (_told < MostTold) observer?.Invoke(happened);
        else if (_told == MostTold) observer?.Invoke(new ResponderEvent.Muted(peer));
        if (_told <= MostTold) _told++;
    }
}
