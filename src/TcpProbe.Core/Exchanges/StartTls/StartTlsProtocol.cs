namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>How a protocol asks for TLS on a connection that began without it.</summary>
public abstract class StartTlsProtocol
{
    private static readonly StartTlsProtocol[] s_all =
    [
        new SmtpStartTls(), new ImapStartTls(), new Pop3StartTls(), new FtpStartTls(),
        new LdapStartTls(), new PostgresStartTls(), new MysqlStartTls(), new XmppStartTls(),
    ];

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names => [.. s_all.Select(protocol => protocol.Name)];

    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The protocol of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static StartTlsProtocol Named(string name) =>
        s_all.FirstOrDefault(protocol => protocol.Name == name) ?? throw new FormatException($"is not one of {string.Join(", ", Names)}");

    /// <summary>The talk, after which both sides begin the handshake.</summary>
    /// <param name="host">The name of the peer.</param>
    internal abstract IEnumerable<Turn> Talk(string host);
}
