namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>FTP's AUTH TLS, RFC 4217.</summary>
internal sealed class FtpStartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "ftp";

    internal override IEnumerable<Turn> Talk(string host) =>
    [
        new(default, LineAnswer.Code("220")),
        new("AUTH TLS\r\n"u8.ToArray(), LineAnswer.Code("234") with { AsksForTls = true }),
    ];
}
