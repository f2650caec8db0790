using System.Text;
using CsCheck;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Tests.Fuzzing;

/// <summary>No mistake and no warning shows a password, a hash or a key, whatever is wrong around it and in it.</summary>
public sealed class SecretTests
{
    // Signs that mean something to YAML, to escapes, to templates and to structs, anywhere in a password.
    private static readonly Gen<string> s_secrets = Gen.Select(Gen.String[Gen.Char["*&!%@`|>{['\"#$\\:-?, ~"], 0, 2], Gen.String[Gen.Char["GHJKLMNPQRSTUVWXYZ"], 8, 12], Gen.String[Gen.Char["]}'\"\\$:, #"], 0, 2]).Select((before, word, behind) => $"{before}{word}{behind}");

    // Where a secret may stand, S in its place: raw as somebody types it, in quotes, and with what is missing or too much around it.
    private static readonly string[] s_modules =
    [
        "send: S", "send: 'S'", "{send: S}", "{send:S}", "{send: S, send: S}", "{send: {S: 1}}", "send: [S]", "send: S\n     expct: a", "send: 'S'\n     labels: [{name: a}]",
        "send_bytes: S", "send_bytes: 'S'", @"send_bytes: 'S\q'", "send_bytes: 'S'\n     send: a", @"send_bytes: 'S\'", "send_bytes: 'a${S}'", "send_struct: '!20s ${S}'", "{send_bytes:S}", "send_hex: S", "send_hex: 'S'",
        "send_struct: '!20s S'", "send_struct: '!H S'", "send_struct: 'S'", "send_struct: S", "send: !!binary S", "send_bytes: !!binary 'S'", "send: |\n      S\n     x",
        "send: 'S'\n   tls_config: {key: S}", "send: x\n   tls_config: {key: 'S'}", "send: x\n   tls: true\n   tls_config: {key: 'S', cert: 'S'}", "send: x\n   tls_config: {key:S}",
    ];

    private static readonly string[] s_web =
    [
        "basic_auth_users: {ali: S}", "basic_auth_users: {ali: 'S'}", "basic_auth_users: {ali:S}", "basic_auth_users: {'ali:S': x}", "basic_auth_users: {'ali:S': ~}", "basic_auth_users: S", "basic_auth_users: [S]",
        "basic_auth_users:\n  ali:S", "basic_auth_users:\n  ali: S", "basic_auth_users:\n  ali: 'S'\n  bo", "basic_auth_users:\n  ali: !!binary S", "basic_auth_users: {ali: {S: 1}}", "basic_auth_users: {ali: [S]}",
        "basic_auth_users: {ali:S, ali:S}", "tls_server_config: {key: S}", "tls_server_config: {key: 'S', cert: 'S'}", "tls_server_config: {key:S}", "tls_server_config:\n  key: |\n    S\n  x",
    ];

    [Fact]
    public void In_a_module_file() => Gen.Select(s_secrets, Gen.OneOf([.. s_modules.Select(Gen.Const)])).Sample((secret, place) =>
    {
        string text = $"modules:\n m:\n  prober: tcp\n  tcp:\n   query_response:\n   - {place.Replace("S", secret, StringComparison.Ordinal)}\n";
        DoesNotShow(secret, () => ModuleText.Settings(text).Warnings);
    }, iter: 5000);

    [Fact]
    public void In_a_web_file() => Gen.Select(s_secrets, Gen.OneOf([.. s_web.Select(Gen.Const)])).Sample((secret, place) =>
        DoesNotShow(secret, () => WebFile.Of(YamlFile.Parse(place.Replace("S", secret, StringComparison.Ordinal), "web.yml"), "web.yml").Remarks), iter: 5000);

    // Its letters in a row, which no message has by itself, however it is written.
    private static void DoesNotShow(string secret, Func<IReadOnlyList<string>> read)
    {
        string word = string.Concat(secret.Where(char.IsAsciiLetterUpper));
        IReadOnlyList<string> told;
        try
        {
            told = read();
        }
        catch (ConfigMistake mistake)
        {
            told = [mistake.Message];
        }

        foreach (string line in told)
        {
            Assert.DoesNotContain(word[..6], line, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(word))[..8], line, StringComparison.Ordinal);
        }
    }
}
