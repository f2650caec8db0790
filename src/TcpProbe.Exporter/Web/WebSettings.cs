using TcpProbe.Core.Reporting;

namespace TcpProbe.Exporter.Web;

/// <summary>All that a web configuration file says: how the exporter itself is reached, and by whom.</summary>
internal sealed class WebSettings
{
    /// <summary>What holds without a file: plain HTTP for whoever comes.</summary>
    public static WebSettings Open { get; } = new();

    /// <summary>The TLS of the server; <c>null</c> for plain HTTP.</summary>
    public ServerTlsSettings? Tls { get; init; }

    /// <summary>Whether HTTP/2 is spoken over TLS.</summary>
    public bool Http2 { get; init; } = true;

    /// <summary>What every response says beside its own.</summary>
    public ExtraHeaders Headers { get; init; } = ExtraHeaders.None;

    /// <summary>Who gets in, with the bcrypt hash of the password; empty if nobody is asked.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>How often requests are answered; <c>null</c> without a limit.</summary>
    public RateLimit? Rate { get; init; }

    /// <summary>What is taken otherwise than it is written, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Who gets in and how, such as <c>HTTPS, passwords of 2 users</c>.</summary>
    public string Summary => $"{Wire}, {(Users.Count == 0 ? "no password" : $"passwords of {Amounts.Count(Users.Count, "user")}")}";

    private string Wire => Tls switch
    {
        null => "plain HTTP",
        { ClientAuth: ClientAuth.RequireAndVerifyClientCert } => "HTTPS for clients with a certificate",
        _ => "HTTPS",
    };
}
