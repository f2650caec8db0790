using System.Buffers.Binary;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>MySQL's SSLRequest after the server's greeting (client/server protocol, "Protocol::SSLRequest").</summary>
internal sealed class MysqlStartTls : StartTlsProtocol
{
    private const uint Protocol41 = 0x200, Ssl = 0x800;
    private const byte Utf8 = 33;

    /// <inheritdoc/>
    public override string Name => "mysql";

    internal override IEnumerable<Turn> Talk(string host) => [new(default, new Greeting()), new(SslRequest(), null)];

    // 32 bytes as packet 1: capabilities, the largest packet, the character set, 23 reserved.
    private static byte[] SslRequest()
    {
        byte[] packet = new byte[36];
        packet[0] = 32;
        packet[3] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(4), Protocol41 | Ssl);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(8), 1 << 24);
        packet[12] = Utf8;
        return packet;
    }

    // Packet 0: protocol 10, version NUL, thread 4, salt 8, filler 1, then the lower half of the capabilities.
    private sealed record Greeting : Expectation
    {
        private const int Header = 4, BehindVersion = 1 + 4 + 8 + 1;

        /// <inheritdoc/>
        public override string Description => "a greeting of protocol 10 with TLS";

        internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
        {
            if (unread.Length >= Header && unread[Header - 1] != 0) return Wrong(unread);
            if (unread.Length > Header && unread[Header] != 10) return Wrong(unread);
            int length = unread.Length < Header ? int.MaxValue : unread[0] | (unread[1] << 8) | (unread[2] << 16);
            if (unread.Length < Header || unread.Length - Header < length) return isAll ? Wrong(unread) : Verdict.NeedsMore;
            ReadOnlySpan<byte> body = unread.Slice(Header, length);
            int version = body.IndexOf((byte)0), capabilities = version + BehindVersion;
            if (version < 0 || body.Length < capabilities + 2) return Wrong(unread);
            bool offersTls = (BinaryPrimitives.ReadUInt16LittleEndian(body[capabilities..]) & Ssl) != 0;
            return offersTls ? new Verdict.Matched(Header + length) : Wrong(unread, refusesTls: true);
        }

        private Verdict.Mismatched Wrong(ReadOnlySpan<byte> unread, bool refusesTls = false) =>
            new(new Mismatch(Description, Excerpt.Around(unread, 0)) { RefusesTls = refusesTls });
    }
}
