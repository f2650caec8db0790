using TcpProbe.Core.Targets;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Files;
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
        RememberedFile<CertificateFile>? authorities = pem.Certificates("ca");
        IdentityFiles? identity = pem.Identity();
        (TlsVersion minimum, TlsVersion maximum) = VersionReader.Read(map);
        TlsFiles files = new()
        {
            Authorities = authorities,
            Identity = identity,
            Terms = new TlsTerms
            {
                ServerName = map.TakeFilled("server_name")?.Sentence(TargetSyntax.ParseHost),
                Insecure = map.Take("insecure_skip_verify")?.Flag() ?? false,
                Minimum = minimum,
                Maximum = maximum,
                Protocols = map.Take("alpn") is { } alpn ? Protocols(alpn) : [],
                CertificateDays = map.Take("cert_days")?.Integer(0, MostDays),
            },
        };
        map.Close();
        foreach (ConfigMistake unusable in pem.Unusable()) warnings.Add(unusable.Message);
        return files;
    }

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
