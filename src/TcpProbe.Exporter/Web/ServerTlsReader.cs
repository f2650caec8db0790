using System.Security.Authentication;
using TcpProbe.Exporter.Configuration;

namespace TcpProbe.Exporter.Web;

/// <summary>Reads the TLS of the server.</summary>
/// <param name="field">Where it stands.</param>
/// <param name="folder">Where the files are, if they do not say.</param>
/// <param name="remarks">Takes what is taken otherwise than it is written.</param>
internal sealed class ServerTlsReader(YamlField field, string folder, List<string> remarks)
{
    private readonly YamlMap _map = field.Map();

    /// <summary>The settings; <c>null</c> if nothing stands there.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it, or a file cannot be used.</exception>
    public ServerTlsSettings? Read()
    {
        if (!_map.Fields.Any()) return null;
        (YamlField certificatePlace, PemSource certificate) = Pem("cert") ?? throw field.Mistake("has neither cert nor cert_file");
        (YamlField keyPlace, PemSource key) = Pem("key") ?? throw field.Mistake("has neither key nor key_file");
        (YamlField Place, PemSource Source)? authorities = Pem("client_ca");
        (YamlField? authPlace, ClientAuth auth) = Auth();
        ServerTlsSettings settings = new()
        {
            Certificate = certificate,
            Key = key,
            ClientAuthorities = authorities?.Source,
            ClientAuth = auth,
            ClientNames = Names(auth),
            Versions = Versions(),
            Suites = [.. _map.Take("cipher_suites")?.Items().Select(item => item.Value(CipherNames.Parse)) ?? []],
        };
        _ = _map.Take("prefer_server_cipher_suites")?.Flag();
        if (_map.Take("curve_preferences") is { IsList: true } curves && curves.Items().Count > 0)
            throw curves.Mistake("cannot be set here: .NET leaves the curves to OpenSSL, whose own configuration (Groups) has them");
        _map.Close();

        if (authorities is { } given && auth == ClientAuth.NoClientCert) throw given.Place.Mistake("stands there without a client_auth_type, so that no client would be asked");
        if (authorities is null && IsVerifying(auth)) throw authPlace!.Mistake("needs client_ca or client_ca_file");
        _ = certificatePlace.Sentence(_ => certificate.Certificates());
        _ = keyPlace.Sentence(_ => ServerIdentity.Read(certificate, key));
        _ = authorities?.Place.Sentence(_ => authorities.Value.Source.Certificates());
        return settings;
    }

    private static bool IsVerifying(ClientAuth auth) => auth is ClientAuth.VerifyClientCertIfGiven or ClientAuth.RequireAndVerifyClientCert;

    /// <summary>What stands in the configuration itself or in a file that it names.</summary>
    private (YamlField Place, PemSource Source)? Pem(string key)
    {
        YamlField? text = Given(key), path = Given($"{key}_file");
        if (text is not null && path is not null) throw path.Mistake($"stands beside {key}; write one of them");
        if (text is not null) return (text, PemSource.Inline(key, text.Text()));
        return path is null ? null : (path, PemSource.File(Path.Combine(folder, path.Text())));
    }

    private YamlField? Given(string key) => _map.Take(key) is { } found && found.Text().Length > 0 ? found : null;

    private (YamlField? Place, ClientAuth Auth) Auth()
    {
        YamlField? place = Given("client_auth_type");
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
        YamlField? least = Given("min_version"), most = Given("max_version");
        bool isNewOnly = least?.Value(text => IsNewest(text, least)) ?? false;
        bool isNewToo = most?.Value(text => IsNewest(text, oldestPlace: null)) ?? true;
        if (isNewOnly && !isNewToo) throw most!.Mistake("is before min_version");
#pragma warning disable CA5398 // The file chooses among the two that are in use.
        return isNewOnly ? SslProtocols.Tls13 : isNewToo ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls12;
#pragma warning restore CA5398
    }

    private bool IsNewest(string version, YamlField? oldestPlace)
    {
        if (version is "TLS10" or "TLS11")
        {
            if (oldestPlace is null) throw new FormatException("is older than TLS12, the oldest version that is served");
            remarks.Add($"{oldestPlace.Mistake($"{version} counts as TLS12, the oldest version that is served").Message}");
            return false;
        }

        return version == "TLS13" || (version == "TLS12" ? false : throw new FormatException("is not TLS12 or TLS13"));
    }
}
