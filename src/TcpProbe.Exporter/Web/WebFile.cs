using TcpProbe.Exporter.Configuration;
using YamlDotNet.RepresentationModel;

namespace TcpProbe.Exporter.Web;

/// <summary>The web configuration file, with the fields that exporters of Prometheus have in common.</summary>
internal static class WebFile
{
    /// <summary>Reads it, and the files that it names.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static WebSettings Read(string path)
    {
        YamlMap file = YamlFile.Read(path);
        List<string> remarks = [];
        YamlField? tls = file.Take("tls_server_config");
        YamlMap? http = file.Take("http_server_config")?.Map();
        WebSettings settings = new()
        {
            Tls = tls is null ? null : new ServerTlsReader(tls, Folder(path), remarks).Read(),
            Http2 = http?.Take("http2")?.Flag() ?? true,
            Headers = http?.Take("headers") is { } headers ? ExtraHeaders.Of(headers) : ExtraHeaders.None,
            Users = file.Take("basic_auth_users") is { } users ? Users(users, path) : new Dictionary<string, string>(),
            Rate = file.Take("rate_limit") is { } rate ? RateLimit.Of(rate) : null,
            Remarks = remarks,
        };
        http?.Close();
        file.Close();
        return settings;
    }

    private static string Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? string.Empty;

    // The map itself leaves out what has no value: without its only user the door would stand open.
    private static Dictionary<string, string> Users(YamlField field, string path)
    {
        foreach ((YamlNode key, YamlNode value) in field.MapNode().Children)
        {
            YamlField user = new(path, new YamlField(path, string.Empty, key).Text(), value);
            if (user.IsNull) throw Hashless(user);
        }

        YamlMap map = field.Map();
        Dictionary<string, string> users = new(StringComparer.Ordinal);
        foreach ((string name, YamlField hash) in map.Fields)
        {
            if (name.Contains(':', StringComparison.Ordinal)) throw hash.Mistake("has a colon in the name, where the password would begin");
            users.Add(name, BcryptHash.Is(hash.Text()) ? hash.Text() : throw Hashless(hash));
            _ = map.Take(name);
        }

        map.Close();
        return users;
    }

    private static ConfigMistake Hashless(YamlField user) => user.Mistake("is not a bcrypt hash; htpasswd -nBC 10 \"\" prints one");
}
