namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>How a protocol asks for TLS on a connection that began without it.</summary>
public abstract class StartTlsProtocol
{
    /// <summary>The names of all of them: words alone, which every start lists, and no protocol.</summary>
    public static IReadOnlyList<string> Names { get; } = ["smtp", "imap", "pop3", "ftp", "ldap", "postgres", "mysql", "xmpp"];

    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The protocol of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static StartTlsProtocol Named(string name) => name switch
    {
        "smtp" => new SmtpStartTls(),
        "imap" => new ImapStartTls(),
        "pop3" => new Pop3StartTls(),
        "ftp" => new FtpStartTls(),
        "ldap" => new LdapStartTls(),
        "postgres" => new PostgresStartTls(),
        "mysql" => new MysqlStartTls(),
        "xmpp" => new XmppStartTls(),
        _ => throw new FormatException($"is not one of {string.Join(", ", Names)}"),
    };

    /// <summary>The talk, after which both sides begin the handshake.</summary>
    /// <param name="host">The name of the peer.</param>
    internal abstract IEnumerable<Turn> Talk(string host);
}
