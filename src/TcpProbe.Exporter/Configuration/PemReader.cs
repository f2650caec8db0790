using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Files;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads where certificates and keys stand: in the configuration, or in files that need not be there yet.</summary>
/// <param name="map">The section.</param>
/// <param name="folder">Where a relative path starts; empty for the working directory.</param>
internal sealed class PemReader(YamlMap map, string folder = "")
{
    private readonly List<(YamlField Place, Func<object?> Read)> _files = [];

    /// <summary>The certificates of a key, such as <c>ca</c> or <c>ca_file</c>.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public RememberedFile<CertificateFile>? Certificates(string key) => Read(key, text => CertificateFile.Parse(text, key), CertificateFile.Read);

    /// <summary>Who we say we are; <c>null</c> with neither certificate nor key.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it, or one of certificate and key alone.</exception>
    public IdentityFiles? Identity()
    {
        RememberedFile<CertificateFile>? certificate = Certificates("cert");
        RememberedFile<PrivateKeyFile>? key = Read("key", PrivateKeyFile.Parse, PrivateKeyFile.Read);
        if (certificate is null) return key is null ? null : throw Place("key")!.Mistake("stands without cert or cert_file, the certificate it belongs to");
        if (key is null) throw Place("cert")!.Mistake("stands without key or key_file, its private key");
        IdentityFiles identity = new(certificate, key);
        _files.Add((Place("cert")!, identity.Now));
        return identity;
    }

    /// <summary>Where what belongs to a key stands, the text itself or the name of its file.</summary>
    public YamlField? Place(string key) => map.TakeFilled(key) ?? map.TakeFilled($"{key}_file");

    /// <summary>What could not be used if a handshake began now, each fault once.</summary>
    public IEnumerable<ConfigMistake> Unusable()
    {
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach ((YamlField place, Func<object?> read) in _files)
        {
            if (Fault(read) is { } fault && told.Add(fault)) yield return place.Mistake(fault);
        }
    }

    private static string? Fault(Func<object?> read)
    {
        try
        {
            _ = read();
            return null;
        }
        catch (FormatException unreadable)
        {
            return unreadable.Message;
        }
    }

    private RememberedFile<T>? Read<T>(string key, Func<string, T> parse, Func<string, T> open)
        where T : class
    {
        YamlField? text = map.TakeFilled(key), file = map.TakeFilled($"{key}_file"), secret = map.TakeFilled($"{key}_ref");
        if (secret is not null) throw secret.Mistake($"names a secret that Prometheus would keep; write {key} or {key}_file");
        if (text is not null && file is not null) throw file.Mistake($"stands beside {key}; write one of them");
        if (text is not null) return new RememberedFile<T>(text.Sentence(parse));
        if (file is null) return null;
        RememberedFile<T> remembered = new(Path.Combine(folder, file.Text()), open);
        _files.Add((file, remembered.Now));
        return remembered;
    }
}
