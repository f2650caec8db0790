using System.Security.Authentication;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Files;

namespace TcpProbe.Exporter.Web;

/// <summary>Reads the TLS of the server.</summary>
/// <param name="field">Where it stands.</param>
/// <param name="folder">Where the files are, if they do not say.</param>
/// <param name="remarks">Takes what is taken otherwise than it is written.</param>
internal sealed class ServerTlsReader(YamlField field, string folder, List<string> remarks)
{
    private readonly YamlMap _map = field.Map();

    /// <summary>The settings.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it, or a file cannot be used.</exception>
    public ServerTlsSettings Read()
    {
        PemReader pem = new(_map, folder);
        IdentityFiles identity = pem.Identity() ?? throw field.Mistake("has neither cert nor cert_file");
        RememberedFile<CertificateFile>? authorities = pem.Certificates("client_ca");
        (YamlField? authPlace, ClientAuth auth) = Auth();
        ServerTlsSettings settings = new()
        {
            Identity = identity,
            ClientAuthorities = authorities,
            ClientAuth = auth,
            ClientNames = Names(auth),
            Versions = Versions(),
            Suites = [.. _map.Take("cipher_suites")?.Items().Select(item => item.Value(CipherNames.Parse)) ?? []],
        };
        _ = _map.Take("prefer_server_cipher_suites")?.Flag();
        if (_map.Take("curve_preferences") is { IsList: true } curves && curves.Items().Count > 0)
            throw curves.Mistake("cannot be set here: .NET leaves the curves to OpenSSL, whose own configuration (Groups) has them");
        _map.Close();

        if (authorities is not null && auth == ClientAuth.NoClientCert) throw pem.Place("client_ca")!.Mistake("stands there without a client_auth_type, so that no client would be asked");
        if (authorities is null && IsVerifying(auth)) throw authPlace!.Mistake("needs client_ca or client_ca_file");
        return pem.Unusable().FirstOrDefault() is { } unusable ? throw unusable : settings;
    }

    private static bool IsVerifying(ClientAuth auth) => auth is ClientAuth.VerifyClientCertIfGiven or ClientAuth.RequireAndVerifyClientCert;

    private (YamlField? Place, ClientAuth Auth) Auth()
    {
        YamlField? place = _map.TakeFilled("client_auth_type");
        return (place, place?.Value(text => text switch
        {
            "NoClientCert" => ClientAuth.NoClientCert,
            "RequestClientCert" => ClientAuth.RequestClientCert,
            "RequireAnyClientCert" or "RequireClientCert" => ClientAuth.RequireAnyClientCert,
            "VerifyClientCertIfGiven" => ClientAuth.VerifyClientCertIfGiven,
            "RequireAndVerifyClientCert" => ClientAuth.RequireAndVerifyClientCert,
            _ => throw new FormatException($"is not one of {string.Join(", ", Enum.GetNames<ClientAuth>())}"),
        }) ?? ClientAuth.NoClientCert);
    }

    private string[] Names(ClientAuth auth)
    {
        if (_map.Take("client_allowed_sans") is not { } list || list.Items() is not { Count: > 0 } items) return [];
        return IsVerifying(auth)
            ? [.. items.Select(item => item.Text())]
            : throw list.Mistake("proves nothing about a certificate that anybody may have signed; set client_auth_type to RequireAndVerifyClientCert");
    }

    private SslProtocols Versions()
    {
        (TlsVersion minimum, TlsVersion maximum) = VersionReader.Read(_map);
        if (_map.Take("min_version") is { } least && VersionReader.IsTooOld(least.Text()))
            remarks.Add(least.Mistake($"{least.Text()} counts as TLS12, the oldest version that is served").Message);
#pragma warning disable CA5398 // The file chooses among the two that are in use.
        return minimum == TlsVersion.Tls13 ? SslProtocols.Tls13 : maximum == TlsVersion.Tls13 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls12;
#pragma warning restore CA5398
    }
}
