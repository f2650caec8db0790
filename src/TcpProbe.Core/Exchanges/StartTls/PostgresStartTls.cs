using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>PostgreSQL's SSLRequest (protocol documentation, "SSL Session Encryption").</summary>
internal sealed class PostgresStartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "postgres";

    internal override IEnumerable<Turn> Talk(string host) =>
        [new(new byte[] { 0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f }, new Consent())];

    // One byte: S is yes, N is no, E begins the error message of a server too old to know the question.
    private sealed record Consent : Expectation
    {
        /// <inheritdoc/>
        public override string Description => "\"S\", the server's yes to TLS";

        internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll) => unread[0] == 'S'
            ? new Verdict.Matched(1)
            : new Verdict.Mismatched(new Mismatch(Description, Excerpt.Around(unread, 0) + (unread is [(byte)'N'] ? ", its no" : string.Empty))
            {
                RefusesTls = unread[0] is (byte)'N' or (byte)'E',
            });
    }
}
