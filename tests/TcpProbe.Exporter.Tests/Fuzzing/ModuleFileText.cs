using CsCheck;

namespace TcpProbe.Exporter.Tests.Fuzzing;

/// <summary>Configuration files at random, of the keys that docs/exporter-modules.md has, a key a line.</summary>
internal static class ModuleFileText
{
    private static readonly string[]
        s_flags = ["true", "false", "yes", "No", "on", "OFF"],
        s_limits = ["none", "3.5", "500ms", "1m30s", "2"],
        s_noLimits = ["0", "-1", "soon", "1.5.2s", "''"],
        s_noFlags = ["maybe", "2", "[]"];

    private static readonly Key[] s_tcp =
    [
        new("preferred_ip_protocol", ["ip4", "ip6", "''"], ["ip5", "IP4", "[ip4]"]),
        new("ip_protocol_fallback", s_flags, s_noFlags),
        new("addresses", ["first", "any", "all"], ["some", "''"]),
        new("resolve_timeout", s_limits, s_noLimits),
        new("connect_timeout", s_limits, s_noLimits),
        new("io_timeout", s_limits, s_noLimits),
        new("strict", s_flags, s_noFlags),
        new("close", ["fin", "rst"], ["bye", "FIN"]),
        new("max_reply", ["4KiB", "65536", "1MiB"], ["0", "many", "-1"]),
    ];

    private static readonly Key[] s_socket =
    [
        new("syn_retries", ["1", "6"], ["-1", "many", "1000"]),
        new("reuse_address", s_flags, s_noFlags),
        new("nodelay", s_flags, s_noFlags),
        new("recv_buffer", ["8KiB", "65536"], ["0", "-1", "x"]),
        new("send_buffer", ["8KiB", "65536"], ["0", "-1", "x"]),
        new("keepalive", ["'10,5,3'", "5s"], ["'10,5,3,1'", "'-1'"]),
        new("user_timeout", ["5s", "3.5"], s_noLimits),
        new("mss", ["1000"], ["-1", "x"]),
        new("ttl", ["1", "64"], ["0", "256", "x"]),
        new("dscp", ["8"], ["-1", "64"]),
    ];

    private static readonly Key[] s_tls =
    [
        new("server_name", ["a.invalid", "127.0.0.1", "''"], ["'a b'", "a..b", "'::x'"]),
        new("insecure_skip_verify", s_flags, s_noFlags),
        new("min_version", ["TLS10", "TLS12"], ["TLS9", "''"]),
        new("max_version", ["TLS12", "TLS13"], ["TLS11", "tls13"]),
        new("alpn", ["[h2]", "[h2, http/1.1]"], ["h2", "['']"]),
        new("cert_days", ["0", "14"], ["-1", "soon", "1.5"]),
    ];

    // Each can follow any other, and the last ones only end. What is wrong is so behind any other too: no step captures "nobody".
    private static readonly Key[] s_steps =
    [
        new("expect", ["'^220 (.*)$'", "a.b", @"'\pL+[[:digit:]]'"], ["'('", "':['", "'a{2}{3}'"]),
        new("expect_bytes", ["!!binary AAH/", "text"], ["!!binary A", "[a]"]),
        new("send", ["hi", "'a$1'", "!!binary AAH/"], ["{a: b}"]),
        new("send_bytes", [@"'a\r\n\xff'"], [@"'\q'", @"'${nobody}'"]),
        new("send_hex", ["00 01 ff"], ["0", "xyz"]),
        new("send_struct", ["'!HB 1 2'"], ["'!HB 1'", "'?? 1'"]),
        new("expect_text", [@"'a\n'"], [@"'\q'", "''"]),
        new("expect_start", ["b"], [@"'\'"]),
        new("expect_regex", ["'(?<n>.)'"], ["'('", "''"]),
        new("expect_hex", ["0a"], ["0"]),
        new("expect_struct", ["'!H *'"], ["'!H * *'"]),
        new("pause", ["1ms", "0.5"], s_noLimits),
        new("stay", ["1s"], s_noLimits),
    ];

    private static readonly Key[] s_rules =
    [
        new("allow", ["[10.0.0.0/8, '*.invalid:80-90']", "['[2001:db8::]/32:443']", "[]"], ["[10.1.2.3/8]", "['']", "10.0.0.0/8"]),
        new("deny", ["['127.0.0.1:22']", "['*:22']"], ["['[::1']", "[a b]", "['a:0']"]),
    ];

    private static readonly Gen<Line?> s_timeout = Gen.OneOf([.. new[] { "5s", "1m30s", "0", "1.5h", "100us" }.Select(value => Gen.Const<Line?>(new Line("  ", new Key("timeout", [value], ["soon", "5", "-1s", "1d"]), value)))]);

    /// <summary>Lines that together are right.</summary>
    public static Gen<Line[]> Right { get; } = Gen.Select(
        Some("   ", s_tcp), Some("    ", s_socket), Some("    ", s_tls), Entries(), Some("  ", s_rules), Gen.OneOf("none", "at once", "later"), s_timeout.Array[0, 1]).Select(
        (tcp, socket, tls, steps, rules, begins, timeout) => (Line[])
        [
            Line.Head("modules:"), Line.Head(" m:"), Line.Head("  prober: tcp"), .. timeout.OfType<Line>(), Line.Head("  tcp:"), Line.Head("   source_ip_address: ''"), .. tcp,
            .. Section("   socket:", socket), .. Section("   tls_config:", begins == "none" ? [] : tls), .. begins == "at once" ? (Line[])[Line.Head("   tls: true")] : [],
            .. Section("   query_response:", begins == "later" ? [.. steps, Line.Head("   - starttls: smtp")] : steps), Line.Head(" other: {prober: http, http: {anything: [1]}}"),
            .. Section("targets:", rules),
        ]);

    /// <summary>The text of lines.</summary>
    public static string Of(IEnumerable<Line> lines) => string.Concat(lines.Select(line => $"{line}\n"));

    private static Line[] Section(string head, Line[] lines) => lines.Length == 0 ? [] : [Line.Head(head), .. lines];

    private static Gen<Line[]> Some(string indent, Key[] keys) => Gen.Select(Gen.Shuffle(keys), Gen.Int[0, keys.Length], Gen.Int[0, 1000]).Select(
        (shuffled, count, dice) => shuffled[..count].Select((key, number) => new Line(indent, key, key.Good[(dice + number) % key.Good.Length])).ToArray());

    private static Gen<Line[]> Entries() => Gen.Select(Gen.OneOf([.. s_steps.Select(Gen.Const)]), Gen.Int[0, 10]).Select(
        (key, dice) => new Line("   - ", key, key.Good[dice % key.Good.Length])).Array[0, 5];

    /// <summary>A key, values that it takes, and values that it does not.</summary>
    internal sealed record Key(string Name, string[] Good, string[] Bad);

    /// <summary>A line of a file.</summary>
    internal sealed record Line(string Indent, Key Key, string Value)
    {
        /// <summary>One that stays as it is.</summary>
        public static Line Head(string text) => new(text, new Key(string.Empty, [], []), string.Empty);

        /// <summary>Whether it can be broken.</summary>
        public bool HasKey => Key.Name.Length > 0;

        /// <inheritdoc/>
        public override string ToString() => HasKey ? $"{Indent}{Key.Name}: {Value}" : Indent;
    }
}
