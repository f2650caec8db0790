using System.Text.RegularExpressions;

namespace TcpProbe.Exporter.Pages;

/// <summary>What is told of a probe names the options of the command line; here are the keys of a module in their place.</summary>
internal static partial class ModuleWords
{
    /// <summary>A line in the words of a module; what stands in quotes is the peer's, and stays as it is.</summary>
    public static string Of(string line) => Option().Replace(line, found => found.Value[0] == '"' ? found.Value : Key(found.Value));

    private static string Key(string option) => option switch
    {
        " (-z)" => string.Empty,
        "-4, -6" => "preferred_ip_protocol",
        "--deadline" => "timeout",
        "--insecure" => "insecure_skip_verify",
        "--ca FILE" or "--ca" => "ca_file",
        "--cert" => "cert_file",
        "--key" => "key_file",
        "--sni" => "server_name",
        "--source" => "source_ip_address",
        _ => option["--".Length..].Replace('-', '_'),
    };

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"| \(-z\)|-4, -6|--ca FILE|--[a-z][a-z-]*
        """)]
    private static partial Regex Option();
}
