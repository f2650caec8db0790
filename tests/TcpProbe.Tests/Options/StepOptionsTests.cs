using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Payloads;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class StepOptionsTests
{
    private static readonly Dictionary<string, ReadOnlyMemory<byte>> s_captures = new() { ["n"] = "7"u8.ToArray() };

    [Fact]
    public void Steps_stand_in_the_order_of_the_command_line_wherever_the_target_stands()
    {
        string[] options = ["--expect-start", "220", "--send-line", "EHLO x", "--expect-regex", @"^250 (?<n>\d)", "--send", "${n}", "--expect", "ok", "--half-close", "--expect-close"];
        const string Steps = @"expect-start ""220"" | send-line ""EHLO x\n"" | expect-regex /^250 (?<n>\d)/ | send ""7"" | expect ""ok"" | half-close | expect-close";
        Assert.Equal(Steps, Show(CommandLine.Bind(["h", "80", .. options])));
        Assert.Equal(Steps, Show(CommandLine.Bind([.. options, "h:80"])));
        Assert.Equal(Steps, Show(CommandLine.Bind([.. options[..4], "h", "-q", .. options[4..], "-v", "80"])));
    }

    [Fact]
    public void A_step_counts_each_time_it_is_given()
    {
        Exchange exchange = CommandLine.Bind("h", "80", "--send", "a", "--expect", "b", "--send", "a", "--expect", "c").Exchange;
        Assert.Equal("""send "a" | expect "b" | send "a" | expect "c" """.TrimEnd(), Show(exchange.Steps));
        Assert.Equal((ExchangeKind.Custom, Exchange.DefaultMaxReply), (exchange.Kind, exchange.MaxReply));
    }

    [Theory]
    [InlineData("--send", @"\0\x01PING\n", @"send ""\0\x01PING\n""")]
    [InlineData("--send", "-ERR", @"send ""-ERR""")]
    [InlineData("--send=--tls", null, @"send ""--tls""")]
    [InlineData("--send=--expect", null, @"send ""--expect""")]
    [InlineData("--send=a=b", null, @"send ""a=b""")]
    [InlineData("--send", "a:b", @"send ""a:b""")]
    [InlineData("--send", "@file", @"send ""@file""")]
    [InlineData("--send", "[x]", @"send ""[x]""")]
    [InlineData("--send", "é", @"send ""\xc3\xa9""")]
    [InlineData("--send", @"\${n}", @"send ""\${n}""")]
    [InlineData("--send-line", "", @"send-line ""\n""")]
    [InlineData("--send-line=", null, @"send-line ""\n""")]
    [InlineData("--send-line", "PING", @"send-line ""PING\n""")]
    [InlineData("--send-hex", "00 ff:0a", @"send-hex ""\0\xff\n""")]
    [InlineData("--send-struct", "! I 2s: 1 ab", @"send-struct ""\0\0\0\x01ab""")]
    [InlineData("--expect", "-ERR", @"expect ""-ERR""")]
    [InlineData("--expect=--tls", null, @"expect ""--tls""")]
    [InlineData("--expect", @"\${n}", @"expect ""\${n}""")]
    [InlineData("--expect", @"\0\0OK", @"expect ""\0\0OK""")]
    [InlineData("--expect-start", "+PONG", @"expect-start ""+PONG""")]
    [InlineData("--expect-hex", "de ad", @"expect-hex ""\xde\xad""")]
    [InlineData("--expect-regex", "^-ERR", "expect-regex /^-ERR/")]
    [InlineData("--expect-struct", "! B h: * 1..9", @"expect-struct the struct ""! B h: * 1..9""")]
    [InlineData("--expect-silence", "500ms", "expect-silence 0.5")]
    [InlineData("--pause", "2", "pause 2")]
    [InlineData("--stay", "1m", "stay 60")]
    [InlineData("--starttls", "smtp", "starttls smtp")]
    [InlineData("--expect-close", null, "expect-close")]
    [InlineData("--half-close", null, "half-close")]
    public void A_value_becomes_its_step(string option, string? value, string step) =>
        Assert.Equal(step, Show(CommandLine.Bind(value is null ? ["h", "80", option] : ["h", "80", option, value])));

    [Theory]
    [InlineData("--send", @"a\nb\r\n", @"a\r\nb\r\n")]
    [InlineData("--send-line", "a", @"a\r\n")]
    [InlineData("--send-line", @"a\r", @"a\r\n")]
    [InlineData("--send-hex", "0a", @"\n")]
    [InlineData("--send-struct", "! B: 10", @"\n")]
    public void Carriage_returns_are_for_text_alone_wherever_the_option_stands(string option, string value, string sent)
    {
        Assert.EndsWith($"\"{sent}\"", Show(CommandLine.Bind("--crlf", option, value, "h", "80")), StringComparison.Ordinal);
        Assert.EndsWith($"\"{sent}\"", Show(CommandLine.Bind("h", "80", option, value, "--crlf")), StringComparison.Ordinal);
    }

    [Fact]
    public void Carriage_returns_are_for_the_line_of_the_default_exchange_too() => Assert.Equal(
        @"line ""data\r\n""", Show(CommandLine.Bind("h", "80", "--crlf").Exchange.Steps.Take(1)));

    [Fact]
    public void What_an_expectation_wants_is_not_changed_by_it() =>
        Assert.Equal(@"expect ""a\n""", Show(CommandLine.Bind("h", "80", "--crlf", "--expect", @"a\n")));

    [Fact]
    public void A_file_is_sent_as_it_is()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [0, (byte)'\n', 0xff, (byte)'\\', (byte)'$', (byte)'{']);
            Assert.Equal(@"send-file ""\0\n\xff\\\${""", Show(CommandLine.Bind("h", "80", "--crlf", "--send-file", path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1MiB", 1 << 20)]
    [InlineData("256M", 256 << 20)]
    public void The_bound_of_an_expectation_is_a_size(string size, int bytes) =>
        Assert.Equal(bytes, CommandLine.Bind("h", "80", "--expect", "x", "--max-reply", size).Exchange.MaxReply);

    [Theory]
    [InlineData("--stay 1")]
    [InlineData("--pause 1")]
    [InlineData("--starttls smtp")]
    public void Nothing_is_sent_with_z_and_yet_it_may_wait(string step) =>
        Assert.Single(CommandLine.Bind(["h", "80", "-z", .. step.Split(' ')]).Exchange.Steps);

    [Theory]
    [InlineData("--send \\q", @"--send: \q is no escape; the escapes are")]
    [InlineData("--send \\", @"--send: a \ at the end is no escape")]
    [InlineData("--send-line a\\", @"--send-line: a \ at the end is no escape")]
    [InlineData("--send=", "--send: an empty text sends nothing")]
    [InlineData("--send ${", "--send: ${ begins the name of a capture, ${name}; a dollar before a brace is \\$")]
    [InlineData("--send ${x}", @"--send: nothing before it captures x; --expect-regex '(?<x>…)' would, and \$ is a dollar")]
    [InlineData("--send \\{x}", "--send: nothing before it captures x")]
    [InlineData("--send-line ${x} --expect-regex (?<x>.)", "--send-line: nothing before it captures x")]
    [InlineData("--expect-regex (?<x>.) --send ${X}", "--send: nothing before it captures X")]
    [InlineData("--expect-regex (.) --send ${1}", "begins the name of a capture")]
    [InlineData("--expect-regex (?<x>.) --send-struct !I_${x}_abc", "--send-struct: no field for value 2")]
    [InlineData("--expect-regex (?<x>.) --send-struct !II_${x}_abc", "--send-struct: field 2 (I): \"abc\" is not a whole number")]
    [InlineData("--send-hex 0", "--send-hex: the last byte has one hex digit only")]
    [InlineData("--send-hex 000x", "--send-hex: character 4, \"x\", is no hex digit")]
    [InlineData("--expect ${n}", @"--expect: ${n} is filled in where something is sent, not here; \$ is a dollar")]
    [InlineData("--send-hex=", "--send-hex: no hex digits send nothing")]
    [InlineData("--send-hex _", "--send-hex: no hex digits send nothing")]
    [InlineData("--send-file=", "--send-file '' is no file; an unset variable?")]
    [InlineData("--send-file /nonexistent/file", "--send-file /nonexistent/file cannot be read: there is no such directory")]
    [InlineData("--send-file /", "--send-file / cannot be read: it is a directory")]
    [InlineData("--send-file /dev/null", "--send-file /dev/null is empty: nothing would be sent")]
    [InlineData("--send-file /dev/zero", "--send-file /dev/zero is larger than 64 MiB")]
    [InlineData("--send-struct !I", "--send-struct: field 1 (I): no value for it")]
    [InlineData("--send-struct !B_256", "--send-struct: field 1 (B)")]
    [InlineData("--send-struct=", "--send-struct: an empty struct")]
    [InlineData("--expect=", "--expect: an empty text matches anything; an unset variable?")]
    [InlineData("--expect-start=", "--expect-start: an empty text matches anything")]
    [InlineData("--expect-regex=", "--expect-regex: an empty pattern matches anything")]
    [InlineData("--expect-hex=", "--expect-hex: an empty text matches anything")]
    [InlineData("--expect-hex _", "--expect-hex expects no bytes, which would match anything")]
    [InlineData("--expect-struct=", "--expect-struct: an empty struct")]
    [InlineData("--expect-struct !0s_*", "--expect-struct expects no bytes")]
    [InlineData("--expect-struct !h_a", "--expect-struct: field 1 (h)")]
    [InlineData("--expect \\q", @"--expect: \q is no escape")]
    [InlineData("--expect-regex :[", "--expect-regex: \":[\" is no regular expression: a [ without its ], near character")]
    [InlineData("--expect-regex (?!x)", "--expect-regex: look-around, back-references")]
    [InlineData("--expect-silence 0", "--expect-silence 0 is not above zero")]
    [InlineData("--stay none", "--stay none is no duration to set (3.5, 500ms, 2m)")]
    [InlineData("--pause 1,5", "--pause 1,5 is not a duration (3.5, 500ms, 2m)")]
    [InlineData("--starttls SMTP", "--starttls SMTP is not one of smtp, imap, pop3, ftp, ldap, postgres, mysql, xmpp")]
    [InlineData("--starttls smtp --starttls smtp", "--starttls is given twice")]
    [InlineData("--half-close --send x", "--send sends, and --half-close before it has ended that")]
    [InlineData("--half-close --starttls smtp", "--starttls sends, and --half-close before it has ended that")]
    [InlineData("--half-close --half-close", "--half-close is given twice")]
    [InlineData("--max-reply 10", "--max-reply bounds what an expectation looks through, and there is none")]
    [InlineData("--max-reply 10 --stay 1", "--max-reply bounds what an expectation looks through, and there is none")]
    [InlineData("--max-reply 1 --expect ab", "--expect expects 2 bytes, and --max-reply looks through 1")]
    [InlineData("--max-reply 0 --expect a", "--max-reply 0 is not above zero")]
    [InlineData("--max-reply 257M --expect a", "--max-reply 257M is too large; at most 256 MiB")]
    [InlineData("--expect-close=1", "--expect-close takes no value")]
    [InlineData("--expect", "--expect needs a value (TEXT)")]
    [InlineData("--expect --expect-close", "--expect needs a value (TEXT), and --expect-close is an option; --expect=--expect-close would take it")]
    [InlineData("--expectt x", "unknown option --expectt; did you mean --expect?")]
    public void A_mistake_in_a_step(string options, string says) => AssertIsRefused(options, says);

    [Theory]
    [InlineData("--send x")]
    [InlineData("--send-line x")]
    [InlineData("--send-hex 00")]
    [InlineData("--send-struct !x:")]
    [InlineData("--expect x")]
    [InlineData("--expect-start x")]
    [InlineData("--expect-regex x")]
    [InlineData("--expect-hex 00")]
    [InlineData("--expect-struct !B_*")]
    [InlineData("--expect-close")]
    [InlineData("--expect-silence 1")]
    [InlineData("--half-close")]
    [InlineData("--stay 1 --send x")]
    public void A_probe_that_sends_nothing_and_yet_converses(string options)
    {
        AssertIsRefused($"-z {options}", "-z sends nothing, and --");
        AssertIsRefused($"{options} --connect-only", "wants a conversation; drop one of them");
    }

    [Theory]
    [InlineData("--line x", "--line")]
    [InlineData("--payload !x:", "--payload")]
    [InlineData("--exchange default", "--exchange")]
    [InlineData("--reply-size 1", "--reply-size")]
    [InlineData("--reply-exactly 1", "--reply-exactly")]
    [InlineData("--reply-struct I", "--reply-struct")]
    public void The_exchange_of_line_struct_and_reply_beside_steps(string options, string name)
    {
        string says = $"{name} belongs to the line-struct-reply exchange, and --";
        foreach (string step in (string[])["--send x", "--expect x", "--stay 1", "--pause 1", "--half-close", "--starttls smtp"])
        {
            AssertIsRefused($"{options} {step}", says);
            AssertIsRefused($"{step} {options}", says);
        }
    }

    [Theory]
    [InlineData("--line PING", "and --expect replaces it; as a step it is --send-line")]
    [InlineData("--payload !x:", "and --expect replaces it; as a step it is --send-struct")]
    [InlineData("--reply-size 1", "and --expect replaces it; drop one of them")]
    public void What_a_step_replaces_is_told_as_one(string options, string says) => AssertIsRefused($"{options} --expect PONG", says);

    [Theory]
    [InlineData("-z --reply-struct I", "-z sends nothing, and a reply option wants a conversation")]
    [InlineData("--exchange line --reply-struct I", "--reply-struct is given, but --exchange leaves reply out")]
    public void A_layout_for_a_reply_that_nobody_waits_for(string options, string says) => AssertIsRefused(options, says);

    [Fact]
    public void Stdin_is_read_once() => AssertIsRefused("--send-file - --expect x --send-file -", "--send-file - is given twice; stdin is read once");

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\e[31mred")]
    [InlineData("\uFFFD")]
    public void The_words_of_a_complaint_move_no_cursor(string word)
    {
        using UntouchedPeer peer = new();
        foreach (string option in (string[])["--send-hex", "--send-file", "--send-struct", "--expect-hex", "--expect-struct", "--stay", "--starttls"])
            _ = CommandLine.Complaint("127.0.0.1", peer.Port, option, word);
        _ = CommandLine.Complaint("127.0.0.1", peer.Port, "--expect-regex", word + "[");
        _ = CommandLine.Complaint("127.0.0.1", peer.Port, "--send", $"${{{word}}}");
        peer.AssertUntouched();
    }

    // In the options _ stands for a blank inside a value, since blanks separate them.
    private static void AssertIsRefused(string options, string says)
    {
        using UntouchedPeer peer = new();
        string[] words = [.. options.Split(' ').Select(word => word.Replace('_', ' '))];
        Assert.Contains(says, CommandLine.Complaint(["127.0.0.1", peer.Port, .. words]), StringComparison.Ordinal);
        Assert.Contains(says, CommandLine.Complaint([$"127.0.0.1:{peer.Port}", .. words]), StringComparison.Ordinal);
        peer.AssertUntouched();
    }

    private static string Show(Core.Probing.ClientOptions options) => Show(options.Exchange.Steps);

    private static string Show(IEnumerable<ExchangeStep> steps) => string.Join(" | ", steps.Select(step => step switch
    {
        SendStep send => $"{send.Name} \"{EscapedText.Show(send.Message.Fill(s_captures).Span)}\"",
        ExpectStep expect => $"{expect.Name} {expect.Expectation.Description}",
        StayStep stay => $"{stay.Name} {stay.Time.TotalSeconds}",
        PauseStep pause => $"{pause.Name} {pause.Time.TotalSeconds}",
        ExpectSilenceStep silence => $"{silence.Name} {silence.Time.TotalSeconds}",
        StartTlsStep tls => $"{tls.Name} {tls.Protocol.Name}",
        _ => step.Name,
    }));
}
