namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>POP3's STLS, RFC 2595.</summary>
internal sealed class Pop3StartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "pop3";

    internal override IEnumerable<Turn> Talk(string host) =>
    [
        new(default, LineAnswer.Beginning("+OK", "+-")),
        new("STLS\r\n"u8.ToArray(), LineAnswer.Beginning("+OK", "+-") with { AsksForTls = true }),
    ];
}
