using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Files;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads where the certificates and keys of a module stand: in the configuration, or in files that need not be there yet.</summary>
/// <param name="map">The section.</param>
internal sealed class PemReader(YamlMap map)
{
    private YamlField? _certificate;

    /// <summary>The certificates of a key, such as <c>ca</c> or <c>ca_file</c>.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public RememberedFile<CertificateFile>? Certificates(string key) => Read(key, text => CertificateFile.Parse(text, key), CertificateFile.Read);

    /// <summary>Who we say we are.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it, or one of certificate and key alone.</exception>
    public IdentityFiles? Identity()
    {
        RememberedFile<CertificateFile>? certificate = Certificates("cert");
        RememberedFile<PrivateKeyFile>? key = Read("key", PrivateKeyFile.Parse, PrivateKeyFile.Read);
        _certificate = Written("cert") ?? Written("cert_file");
        if (key is not null && _certificate is null) throw (Written("key") ?? Written("key_file"))!.Mistake("stands without cert or cert_file, the certificate it belongs to");
        if (certificate is not null && key is null) throw _certificate!.Mistake("stands without key or key_file, its private key");
        return certificate is not null && key is not null ? new IdentityFiles(certificate, key) : null;
    }

    /// <summary>Says what could not be used if a probe began now.</summary>
    public void Warn(TlsFiles files, ICollection<string> warnings)
    {
        Warn(Written("ca_file") ?? Written("ca"), files.Authorities is { } authorities ? authorities.Now : null, warnings);
        Warn(_certificate, files.Identity is { } identity ? identity.Now : null, warnings);
    }

    private static void Warn(YamlField? field, Func<object?>? read, ICollection<string> warnings)
    {
        try
        {
            _ = read?.Invoke();
        }
        catch (FormatException unreadable)
        {
            warnings.Add(field!.Mistake(unreadable.Message).Message);
        }
    }

    private RememberedFile<T>? Read<T>(string key, Func<string, T> parse, Func<string, T> open)
        where T : class
    {
        YamlField? text = Written(key), file = Written($"{key}_file"), secret = Written($"{key}_ref");
        if (secret is not null) throw secret.Mistake($"names a secret that Prometheus would keep; write {key} or {key}_file");
        if (text is not null && file is not null) throw file.Mistake($"stands beside {key}; write one of them");
        if (text is null) return file is null ? null : new RememberedFile<T>(file.Text(), open);
        return new RememberedFile<T>(text.Sentence(parse));
    }

    // What is empty is as good as not there, as in Go.
    private YamlField? Written(string key) => map.Take(key) is { } field && field.Text().Length > 0 ? field : null;
}
