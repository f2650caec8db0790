using TcpProbe.Core.Targets;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads <c>tls_config</c>: the keys of Prometheus, and ours.</summary>
internal static class TlsReader
{
    private const int MostDays = 36500;

    /// <summary>The TLS of a module.</summary>
    /// <param name="field">The section, <c>null</c> if there is none.</param>
    /// <param name="warnings">Where to put a file that cannot be read now.</param>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static TlsFiles Read(YamlField? field, ICollection<string> warnings)
    {
        if (field is null) return new TlsFiles();
        YamlMap map = field.Map();
        PemReader pem = new(map);
        TlsFiles files = new()
        {
            Authorities = pem.Certificates("ca"),
            Identity = pem.Identity(),
            Terms = new TlsTerms
            {
                ServerName = map.TakeFilled("server_name")?.Sentence(TargetSyntax.ParseHost),
                Insecure = map.Take("insecure_skip_verify")?.Flag() ?? false,
                Minimum = map.Take("min_version")?.Value(Minimum) ?? TlsVersion.Tls12,
                Maximum = map.Take("max_version")?.Value(Maximum) ?? TlsVersion.Tls13,
                Protocols = map.Take("alpn") is { } alpn ? Protocols(alpn) : [],
                CertificateDays = map.Take("cert_days")?.Integer(0, MostDays),
            },
        };
        map.Close();
        if (files.Terms.Minimum > files.Terms.Maximum) throw map.Take("min_version")!.Mistake("is newer than max_version");
        pem.Warn(files, warnings);
        return files;
    }

    // What is older is not spoken here.
    private static TlsVersion Minimum(string word) => word switch
    {
        "TLS10" or "TLS11" or "TLS12" => TlsVersion.Tls12,
        "TLS13" => TlsVersion.Tls13,
        _ => throw Unknown(),
    };

    private static TlsVersion Maximum(string word) => word switch
    {
        "TLS12" => TlsVersion.Tls12,
        "TLS13" => TlsVersion.Tls13,
        "TLS10" or "TLS11" => throw new FormatException("is older than what is spoken here (TLS12, TLS13)"),
        _ => throw Unknown(),
    };

    private static FormatException Unknown() => new("is not one of TLS10, TLS11, TLS12, TLS13");

    private static IReadOnlyList<string> Protocols(YamlField field)
    {
        try
        {
            return ProtocolNames.Demand([.. field.Items().Select(item => item.Text())]);
        }
        catch (FormatException wrong)
        {
            throw field.Mistake(wrong.Message);
        }
    }
}
