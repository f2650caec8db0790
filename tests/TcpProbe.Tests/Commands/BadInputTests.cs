using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Commands;

/// <summary>Each of these lines is one mistake away from a probe of a peer that listens: in @ its port stands.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("", "no target; write HOST PORT or HOST:PORT")]
    [InlineData("127.0.0.1", "127.0.0.1: no port; write 127.0.0.1:PORT or 127.0.0.1 PORT")]
    [InlineData("@", "is a port without a host")]
    [InlineData("localhost", "localhost: no port; write localhost:PORT or localhost PORT")]
    [InlineData("127.0.0.1:@ @", "has two ports")]
    [InlineData("127.0.0.1 @ 80", "several ports are one word; write 127.0.0.1 @,80")]
    [InlineData("127.0.0.1 @ 80 1-2 443", "several ports are one word; write 127.0.0.1 @,80,1-2,443")]
    [InlineData("127.0.0.1 @ extra", "extra is one word too many; write HOST PORT or HOST:PORT, and a command behind --")]
    [InlineData("127.0.0.1 @ 127.0.0.1:@", "is one word too many; write HOST PORT or HOST:PORT")]
    [InlineData("127.0.0.1:@ 127.0.0.1:@ redis", "redis: no port; write redis:PORT")]
    [InlineData("redis 127.0.0.1:@", "redis: no port; write redis:PORT")]
    [InlineData("127.0.0.1:@ :80", "no host; write HOST:80")]
    [InlineData("127.0.0.1:@ ::1", "::1: no port; write [::1]:PORT")]
    [InlineData("127.0.0.1:@ 127.0.0.1", "127.0.0.1: no port; write 127.0.0.1:PORT")]
    [InlineData("127.0.0.1:@ localhost:0", "0 is not a port; write a number from 1 to 65535")]
    [InlineData("127.0.0.1:@ localhost:1,2", "localhost:1,2 has more than one port; write localhost:PORT for each of them")]
    [InlineData("127.0.0.1:@ 80,443", "has two ports; write 127.0.0.1:@ or 127.0.0.1 80,443")]
    [InlineData("127.0.0.1 @ \u2013z", "begins with a dash that is not the hyphen of an option")]
    [InlineData("127.0.0.1:@ localhost", "localhost: no port; write localhost:PORT")]
    [InlineData("127.0.0.1:@ \u2013z", "begins with a dash that is not the hyphen of an option")]
    [InlineData("127.0.0.1 0", "0 is not a port; write a number from 1 to 65535")]
    [InlineData("127.0.0.1:0", "0 is not a port; write a number from 1 to 65535")]
    [InlineData("127.0.0.1 65536", "65536 is not a port; write a number from 1 to 65535")]
    [InlineData("127.0.0.1 99999999999999999999", "is not a port; write a number from 1 to 65535")]
    [InlineData("127.0.0.1 abc", "abc is not a port")]
    [InlineData("127.0.0.1 @x", "is not a port")]
    [InlineData("127.0.0.1:@,80", "has more than one port; write 127.0.0.1 @,80")]
    [InlineData("[::1]:@-65535", "has more than one port; write ::1 @-65535")]
    [InlineData("127.0.0.1 @,", "member 2 is empty; write ports as in 80,443,8000-8010,ssh")]
    [InlineData("127.0.0.1 @,,x,0,2-1", "member 2 is empty, x is not a port, 0 is not a port, 2-1 is upside down; write ports as in")]
    [InlineData("127.0.0.1 65535-@", "is upside down; write ports as in")]
    [InlineData("127.0.0.1 0-@", "is not a range of ports; write ports as in")]
    [InlineData("-H 127.0.0.1 -p @,x", "x is not a port; write ports as in")]
    [InlineData("127.0.0.1 @,@", "several ports or --targets get no default exchange unasked; add -z to connect only, or --exchange default to send it")]
    [InlineData("127.0.0.1 @-@", "several ports or --targets get no default exchange unasked")]
    [InlineData("-H 127.0.0.1 -p 1-@ -t 2", "several ports or --targets get no default exchange unasked")]
    [InlineData("127.0.0.1 +@", "is not a port")]
    [InlineData("::1:80", "::1:80 is ambiguous; write [::1]:80 or ::1 80")]
    [InlineData("::1", "::1: no port; write [::1]:PORT or ::1 PORT")]
    [InlineData("[::1]", "no port; write [::1]:PORT or ::1 PORT")]
    [InlineData("[::1]:80 @", "has two ports")]
    [InlineData("[::1 80", "the bracket is not closed")]
    [InlineData("[127.0.0.1]:@", "brackets are for IPv6 addresses")]
    [InlineData("fe80::1%nosuch 80", "this machine has no interface nosuch")]
    [InlineData(":@", "no host; write HOST:")]
    [InlineData("127.0.0.1:", "no port")]
    [InlineData("tcp://127.0.0.1", "no port")]
    [InlineData("http://127.0.0.1:@", "http:// is not understood")]
    [InlineData("127.1 @", "127.1 is not an IPv4 address")]
    [InlineData("127.1:@", "127.1 is not an IPv4 address")]
    [InlineData("010.0.0.1 @", "010.0.0.1 is not an IPv4 address")]
    [InlineData("127.0.0.01 @", "is not an IPv4 address")]
    [InlineData("256.1.1.1 @", "is not an IPv4 address")]
    [InlineData("1.2.3.4.5 @", "is not an IPv4 address")]
    [InlineData("0x7f000001 @", "is not an IPv4 address")]
    [InlineData("2130706433 @", "is not an IPv4 address")]
    [InlineData("127.0.0.1:@ -6", "127.0.0.1 is an IPv4 address, and -6 takes IPv6 only")]
    [InlineData("[::1]:@ -4", "::1 is an IPv6 address, and -4 takes IPv4 only")]
    [InlineData("127.0.0.1:@ -H 127.0.0.1 -p @", "both name a target; write -H HOST -p PORT, or HOST PORT")]
    [InlineData("-H 127.0.0.1:@ -p 127.0.0.1:@", "has two ports")]
    [InlineData("-H 127.0.0.1 -p 127.0.0.1:@", "is not a port; write a number from 1 to 65535 or the name of a TCP service")]
    [InlineData("-H 127.0.0.1:@ -p localhost", "has two ports")]
    [InlineData("-H 127.0.0.1", "-H names a host without a port")]
    [InlineData("-p @", "-p names a port without a host")]
    public void A_mistake_in_the_target(string line, string says) => AssertIsRefused(line, says);

    [Theory]
    [InlineData("--connect-timeout 1,5", "--connect-timeout 1,5 is not a duration (3.5, 500ms, 2m, none)")]
    [InlineData("--connect-timeout 1e3", "is not a duration")]
    [InlineData("--connect-timeout NaN", "is not a duration")]
    [InlineData("--connect-timeout -1", "--connect-timeout -1 is not a duration")]
    [InlineData("--connect-timeout 0", "is not above zero; none sets no limit")]
    [InlineData("--connect-timeout=", "--connect-timeout '' is not a duration")]
    [InlineData("--io-timeout 5x", "--io-timeout 5x is not a duration")]
    [InlineData("--resolve-timeout 99999999999999999999d", "is too long")]
    [InlineData("-t 0ms", "--deadline 0ms is not above zero")]
    [InlineData("--deadline .5", "--deadline .5 is not a duration")]
    [InlineData("--user-timeout none", "--user-timeout none is no duration to set")]
    [InlineData("--interface \u001b[31m", "is not the name of an interface")]
    [InlineData("--congestion re\nno", "is not the name of an algorithm")]
    [InlineData("--user-timeout 999us", "is less than the kernel's millisecond")]
    [InlineData("--user-timeout 25d", "is too long; at most 24 days")]
    [InlineData("--recv-buffer 0", "--recv-buffer 0 is not above zero")]
    [InlineData("--recv-buffer 2G", "is too large")]
    [InlineData("--send-buffer -1", "--send-buffer -1 is not a size")]
    [InlineData("--send-buffer 1.5k", "is not a size")]
    [InlineData("--syn-retries 0", "--syn-retries 0 is not a whole number from 1 to 127")]
    [InlineData("--syn-retries 128", "--syn-retries 128 is not a whole number from 1 to 127")]
    [InlineData("--syn-retries 1.0", "is not a whole number from 1 to 127")]
    [InlineData("--mss 87", "is not a whole number from 88 to 32767")]
    [InlineData("--ttl 256", "is not a whole number from 1 to 255")]
    [InlineData("--dscp 64", "is not a whole number from 0 to 63")]
    [InlineData("--keepalive 0", "--keepalive 0 is not above zero")]
    [InlineData("--source localhost", "--source localhost is not an address of this machine")]
    [InlineData("--source ::1", "--source ::1 cannot reach 127.0.0.1: one is IPv4, the other IPv6")]
    [InlineData("--interface averyveryverylongname", "is not the name of an interface")]
    [InlineData("--interface=", "--interface '' is not the name of an interface")]
    [InlineData("--congestion=", "--congestion '' is not the name of an algorithm")]
    [InlineData("--close FIN", "--close FIN is not one of fin, rst")]
    [InlineData("-o xml", "--output xml is not one of human, json")]
    [InlineData("--color maybe", "--color maybe is not one of auto, always, never")]
    [InlineData("--exit-codes nagios", "--exit-codes nagios is not one of default, simple, reported")]
    [InlineData("--line \\q", "--line: \\q is no escape")]
    [InlineData("--payload Q:", "--payload: field 1 (Q): no value")]
    [InlineData("--exchange line,line", "is not an order of line, payload and reply")]
    [InlineData("--reply-size 0", "--reply-size 0 is not above zero")]
    public void A_mistake_in_a_value(string option, string says)
    {
        AssertIsRefused($"127.0.0.1 @ {option}", says);
        AssertIsRefused($"{option} 127.0.0.1:@", says);
    }

    [Theory]
    [InlineData("--line x")]
    [InlineData("--line=")]
    [InlineData("--payload !x")]
    [InlineData("--exchange line")]
    [InlineData("--exchange reply")]
    [InlineData("--exchange default")]
    [InlineData("--reply-size 5")]
    [InlineData("--reply-exactly 5")]
    public void A_probe_that_sends_nothing_and_yet_converses(string option)
    {
        AssertIsRefused($"-z 127.0.0.1 @ {option}", "-z sends nothing, and ");
        AssertIsRefused($"127.0.0.1 @ {option} --connect-only", "-z sends nothing, and ");
    }

    [Theory]
    [InlineData("--reply-size 5 --reply-exactly 5", "contradict each other")]
    [InlineData("--line x --exchange payload,reply", "--line is given, but --exchange leaves line out")]
    [InlineData("--payload !x --exchange line,reply", "--payload is given, but --exchange leaves payload out")]
    [InlineData("--reply-size 5 --exchange line", "but --exchange leaves reply out")]
    [InlineData("--source ::1 -4", "cannot reach 127.0.0.1")]
    public void Options_that_contradict_each_other(string options, string says) => AssertIsRefused($"127.0.0.1 @ {options}", says);

    [Theory]
    [InlineData("--conect-timeout 1", "unknown option --conect-timeout; did you mean --connect-timeout?")]
    [InlineData("--connect 1", "unknown option --connect")]
    [InlineData("--ssl", "unknown option --ssl")]
    [InlineData("--sendd x", "unknown option --sendd")]
    [InlineData("-x", "unknown option -x")]
    [InlineData("-zx", "unknown option -x in -zx")]
    [InlineData("--connect-timeout -z", "--connect-timeout needs a value (D), and -z is an option; --connect-timeout=-z would take it")]
    [InlineData("--line --nodelay", "--line needs a value (TEXT), and --nodelay is an option; --line=--nodelay would take it")]
    [InlineData("--connect-timeout", "--connect-timeout needs a value (D)")]
    [InlineData("-zt", "-t needs a value (D)")]
    [InlineData("-z=1", "unknown option -= in -z=1")]
    [InlineData("--connect-only=1", "--connect-only takes no value")]
    [InlineData("--nodelay=0", "--nodelay takes no value")]
    [InlineData("-w 1", "-w belongs to -o nagios")]
    [InlineData("-c 1", "-c belongs to -o nagios")]
    [InlineData("--", "-- needs a command behind it")]
    public void A_mistake_in_an_option(string option, string says) => AssertIsRefused($"127.0.0.1 @ {option}", says);

    [Theory]
    [InlineData("--conect-timeout 127.0.0.1 @", "unknown option --conect-timeout; did you mean --connect-timeout?")]
    [InlineData("-x 127.0.0.1 @", "unknown option -x")]
    [InlineData("-w 1 127.0.0.1 @", "-w belongs to -o nagios")]
    public void An_unknown_option_before_the_target(string line, string says) => AssertIsRefused(line, says);

    [Fact]
    public void An_unset_variable_in_quotes_is_never_localhost()
    {
        using UntouchedPeer peer = new();
        Assert.Contains("no host; write HOST:", CommandLine.Complaint("", peer.Port), StringComparison.Ordinal);
        Assert.Contains("the target is empty", CommandLine.Complaint(""), StringComparison.Ordinal);
        Assert.Contains("the port is empty", CommandLine.Complaint("127.0.0.1", ""), StringComparison.Ordinal);
        Assert.Contains("no host", CommandLine.Complaint("-H", "", "-p", peer.Port), StringComparison.Ordinal);
        peer.AssertUntouched();
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\e[31mred")]
    [InlineData("\u202Eover")]
    [InlineData("\uFFFD")]
    public void The_words_of_a_complaint_move_no_cursor(string word)
    {
        using UntouchedPeer peer = new();
        string[] complaints =
        [
            CommandLine.Complaint(word, peer.Port),
            CommandLine.Complaint("127.0.0.1", word),
            CommandLine.Complaint("127.0.0.1", peer.Port, "--connect-timeout", word),
            CommandLine.Complaint("127.0.0.1", peer.Port, "--" + word),
            CommandLine.Complaint("127.0.0.1", peer.Port, "-" + word),
            CommandLine.Complaint("demo", word),
            CommandLine.Complaint("help", word),
            CommandLine.Complaint("listen", word),
        ];
        Assert.All(complaints, line => Assert.DoesNotContain('\u202E', line));
        peer.AssertUntouched();
    }

    private static void AssertIsRefused(string line, string says)
    {
        using UntouchedPeer peer = new();
        string complaint = CommandLine.Complaint(line.Replace("@", peer.Port, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(says.Replace("@", peer.Port, StringComparison.Ordinal), complaint, StringComparison.Ordinal);
        peer.AssertUntouched();
    }
}
