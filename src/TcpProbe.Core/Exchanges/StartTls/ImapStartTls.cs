namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>IMAP's STARTTLS, RFC 9051 6.2.1.</summary>
internal sealed class ImapStartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "imap";

    internal override IEnumerable<Turn> Talk(string host) =>
    [
        new(default, LineAnswer.Beginning("* OK", "*")),
        new("a1 STARTTLS\r\n"u8.ToArray(), Tagged),
    ];

    // Untagged lines may come at any time.
    private static LineAnswer Tagged => new(
        "\"a1 OK …\"",
        "*a",
        lines => lines[^1].StartsWith('*') ? null : lines[^1].StartsWith("a1 OK", StringComparison.OrdinalIgnoreCase))
    {
        AsksForTls = true,
    };
}
