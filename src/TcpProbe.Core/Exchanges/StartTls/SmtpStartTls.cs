namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>SMTP's STARTTLS, RFC 3207.</summary>
internal sealed class SmtpStartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "smtp";

    internal override IEnumerable<Turn> Talk(string host) =>
    [
        new(default, LineAnswer.Code("220")),
        new("EHLO tcpprobe\r\n"u8.ToArray(), LineAnswer.Code("250", offering: "STARTTLS") with { AsksForTls = true }),
        new("STARTTLS\r\n"u8.ToArray(), LineAnswer.Code("220") with { AsksForTls = true }),
    ];
}
