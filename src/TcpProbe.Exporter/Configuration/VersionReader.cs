using TcpProbe.Core.Tls;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads which versions of TLS are spoken, <c>min_version</c> and <c>max_version</c>, in the words of Prometheus.</summary>
internal static class VersionReader
{
    /// <summary>The oldest and the newest.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in one, or there is none between them.</exception>
    public static (TlsVersion Minimum, TlsVersion Maximum) Read(YamlMap map)
    {
        YamlField? least = map.Take("min_version"), most = map.Take("max_version");
        TlsVersion minimum = least?.Value(Minimum) ?? TlsVersion.Tls12, maximum = most?.Value(Maximum) ?? TlsVersion.Tls13;
        return minimum <= maximum ? (minimum, maximum) : throw least!.Mistake("is newer than max_version");
    }

    /// <summary>Whether a version is older than what is spoken here.</summary>
    public static bool IsTooOld(string word) => word is "TLS10" or "TLS11";

    private static TlsVersion Minimum(string word) => IsTooOld(word) ? TlsVersion.Tls12 : Spoken(word);

    private static TlsVersion Maximum(string word) => IsTooOld(word) ? throw new FormatException("is older than what is spoken here (TLS12, TLS13)") : Spoken(word);

    private static TlsVersion Spoken(string word) => word switch
    {
        "TLS12" => TlsVersion.Tls12,
        "TLS13" => TlsVersion.Tls13,
        _ => throw new FormatException("is not one of TLS10, TLS11, TLS12, TLS13"),
    };
}
