using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>LDAP's StartTLS extended operation, RFC 4511 4.14.</summary>
internal sealed class LdapStartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "ldap";

    // LDAPMessage { messageID 1, ExtendedRequest { requestName 1.3.6.1.4.1.1466.20037 } }
    internal override IEnumerable<Turn> Talk(string host) =>
        [new((byte[])[0x30, 0x1d, 0x02, 0x01, 0x01, 0x77, 0x18, 0x80, 0x16, .. "1.3.6.1.4.1.1466.20037"u8], new LdapSuccess())];

    // LDAPMessage { messageID 1, ExtendedResponse { resultCode 0, … } }, all lengths in BER's short or long form.
    private sealed record LdapSuccess : Expectation
    {
        /// <inheritdoc/>
        public override string Description => "resultCode 0 (success)";

        internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
        {
            if (!TryHeader(unread, 0x30, out int body, out int length)) return IsWrong(unread, 0x30) || isAll ? Wrong(unread) : Verdict.NeedsMore;
            if (unread.Length < body + length) return isAll ? Wrong(unread) : Verdict.NeedsMore;
            ReadOnlySpan<byte> message = unread.Slice(body, length);
            bool isResponse = message is [0x02, 0x01, 0x01, 0x78, ..], isSuccess = isResponse
                && TryHeader(message[3..], 0x78, out int result, out _) && message[(3 + result)..] is [0x0a, 0x01, 0x00, ..];
            return isSuccess ? new Verdict.Matched(body + length) : Wrong(unread, refusesTls: isResponse);
        }

        private static bool IsWrong(ReadOnlySpan<byte> bytes, byte tag) => bytes[0] != tag || (bytes.Length > 1 && bytes[1] is 0x80 or > 0x84);

        private static bool TryHeader(ReadOnlySpan<byte> bytes, byte tag, out int body, out int length)
        {
            (body, length) = (2, 0);
            if (bytes.Length < 2 || IsWrong(bytes, tag)) return false;
            if (bytes[1] < 0x80)
            {
                length = bytes[1];
                return true;
            }

            int octets = bytes[1] & 0x7f;
            if (bytes.Length < 2 + octets) return false;
            long value = 0;
            foreach (byte octet in bytes.Slice(2, octets)) value = (value << 8) | octet;
            (body, length) = (2 + octets, (int)Math.Min(value, int.MaxValue - 16));
            return true;
        }

        private Verdict.Mismatched Wrong(ReadOnlySpan<byte> unread, bool refusesTls = false) =>
            new(new Mismatch(Description, Excerpt.Around(unread, 0)) { RefusesTls = refusesTls });
    }
}
