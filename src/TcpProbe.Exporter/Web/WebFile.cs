using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Configuration;
using YamlDotNet.RepresentationModel;

namespace TcpProbe.Exporter.Web;

/// <summary>The web configuration file, with the fields that exporters of Prometheus have in common.</summary>
internal static class WebFile
{
    private const string Printed = "htpasswd -nBC 10 \"\" prints one";

    /// <summary>Reads it, and the files that it names.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static WebSettings Read(string path) => Of(YamlFile.Read(path), path);

    /// <summary>What a file says.</summary>
    /// <param name="file">What is in it.</param>
    /// <param name="path">Where it lies, and where the files that it names are if they do not say.</param>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static WebSettings Of(YamlMap file, string path)
    {
        List<string> remarks = [];
        YamlField? tls = Lock(file, "tls_server_config");
        YamlMap? http = file.Take("http_server_config")?.Map();
        YamlField? users = Lock(file, "basic_auth_users");
        WebSettings settings = new()
        {
            Tls = tls is null ? null : new ServerTlsReader(tls, Folder(path), remarks).Read(),
            Http2 = http?.Take("http2")?.Flag() ?? true,
            Headers = http?.Take("headers") is { } headers ? ExtraHeaders.Of(headers) : ExtraHeaders.None,
            Users = users is null ? new Dictionary<string, string>() : Users(users, path),
            Rate = file.Take("rate_limit") is { } rate ? RateLimit.Of(rate) : null,
            Remarks = remarks,
        };
        http?.Close();
        file.Close();
        if (settings.Tls is null && settings.Users.Count == 0) remarks.Add($"{EscapedText.Show(path)} has neither TLS nor passwords: whoever reaches the exporter may use it");
        return settings;
    }

    // Whoever wrote the key believes that the door is locked.
    private static YamlField? Lock(YamlMap file, string key) => file.Take(key) is { } filled
        ? TlsSupport.WhyNot is { } whyNot ? throw filled.Mistake($"needs OpenSSL: {whyNot}") : filled
        : file.Entries.FirstOrDefault(entry => entry.Key == key).Value is { } empty ? throw Empty(empty) : null;

    private static ConfigMistake Empty(YamlField field) => field.Mistake("has nothing behind it, so that the door would stand open; fill it, or leave it out");

    private static string Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? string.Empty;

    // The map itself leaves out what has no value: without its only user the door would stand open. Whose rest of a password stands there as
    // a key, {ali: pass,word}, does not see it in the log.
    private static Dictionary<string, string> Users(YamlField field, string path)
    {
        foreach ((YamlNode key, YamlNode value) in field.MapNode().Children)
        {
            if (new YamlField(path, string.Empty, value).IsNull) throw new YamlField(path, string.Empty, key).Mistake($"has no bcrypt hash behind it; {Printed}");
        }

        YamlMap map = field.Map();
        Dictionary<string, string> users = new(StringComparer.Ordinal);
        foreach ((string name, YamlField hash) in map.Fields)
        {
            if (name.Contains(':', StringComparison.Ordinal)) throw hash.Mistake("has a colon in the name, where the password would begin");
            users.Add(name, Hash(hash));
            _ = map.Take(name);
        }

        map.Close();
        return users.Count > 0 ? users : throw Empty(field);
    }

    private static string Hash(YamlField user)
    {
        string hash = user.Text();
        if (!BcryptHash.Is(hash)) throw Hashless(user);
        return BcryptHash.Cost(hash) is int cost and > BcryptHash.MostCost
            ? throw user.Mistake($"has the cost {cost}, so that a check would take from half a minute to days; {BcryptHash.MostCost} is the most; {Printed}")
            : hash;
    }

    private static ConfigMistake Hashless(YamlField user) => user.Mistake($"is not a bcrypt hash; {Printed}");
}
