using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Configuration;

/// <summary>What the prober of TCP is told: addresses, limits, socket options.</summary>
public sealed class TcpReaderTests
{
    [Theory]
    [InlineData("   tls: false", AddressFamily.Unspecified, AddressFamily.InterNetworkV6, true, false)]
    [InlineData("   preferred_ip_protocol: ''", AddressFamily.Unspecified, AddressFamily.InterNetworkV6, true, false)]
    [InlineData("   preferred_ip_protocol: ip4", AddressFamily.Unspecified, AddressFamily.InterNetwork, true, false)]
    [InlineData("   preferred_ip_protocol: ip4\n   ip_protocol_fallback: false", AddressFamily.InterNetwork, AddressFamily.InterNetwork, true, false)]
    [InlineData("   ip_protocol_fallback: false", AddressFamily.InterNetworkV6, AddressFamily.InterNetworkV6, true, false)]
    [InlineData("   addresses: any", AddressFamily.Unspecified, AddressFamily.InterNetworkV6, false, false)]
    [InlineData("   addresses: all\n   preferred_ip_protocol: ip4", AddressFamily.Unspecified, AddressFamily.InterNetwork, false, true)]
    public void The_first_address_of_the_preferred_family_is_tried_unless_told_otherwise(string section, AddressFamily only, AddressFamily preferred, bool first, bool every)
    {
        Module module = ModuleText.Tcp(section);
        Assert.Equal((only, preferred, first, every), (module.Template.Family, module.Template.Choice!.Preferred, module.Template.Choice.FirstOnly, module.EveryAddress));
    }

    [Fact]
    public void A_module_without_a_section_tries_the_same_address()
    {
        Module module = ModuleText.Settings("modules: {m: {prober: tcp}}").Modules["m"];
        Assert.Equal(new AddressChoice { Preferred = AddressFamily.InterNetworkV6, FirstOnly = true }, module.Template.Choice);
        Assert.Equal((null, null, null), (module.Template.ConnectTimeout, module.Template.ResolveTimeout, module.Template.IoTimeout));
    }

    [Fact]
    public void Limits_are_written_as_on_the_command_line_or_as_in_Go()
    {
        ClientOptions options = ModuleText.Tcp("   connect_timeout: 3.5\n   resolve_timeout: 1m30s\n   io_timeout: none\n   strict: true\n   close: rst\n   max_reply: 64k").Template;
        Assert.Equal((TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(90), null), (options.ConnectTimeout, options.ResolveTimeout, options.IoTimeout));
        Assert.Equal((true, CloseStyle.Reset, 65536), (options.Strict, options.Close, options.Exchange.MaxReply));
        options = ModuleText.Tcp("   tls: false").Template;
        Assert.Equal((false, CloseStyle.Finish, Exchange.DefaultMaxReply), (options.Strict, options.Close, options.Exchange.MaxReply));
    }

    [Fact]
    public void Every_socket_option_can_be_set()
    {
        SocketTuning tuning = ModuleText.Tcp("""
               source_ip_address: 127.0.0.2
               socket: {syn_retries: 2, reuse_address: yes, nodelay: no, recv_buffer: 64k, send_buffer: 1MiB, interface: lo, keepalive: '60,10,3',
                        user_timeout: 1m30s, mss: 1200, ttl: 9, dscp: 46, congestion: reno}
            """).Template.Tuning;
        Assert.Equal(
            new SocketTuning
            {
                Source = new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0),
                SynRetries = 2,
                ReuseAddress = true,
                NoDelay = false,
                ReceiveBuffer = 65536,
                SendBuffer = 1 << 20,
                Interface = "lo",
                KeepAlive = new KeepAlive(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), 3),
                UserTimeout = TimeSpan.FromSeconds(90),
                MaxSegment = 1200,
                TimeToLive = 9,
                Dscp = 46,
                Congestion = "reno",
            },
            tuning);
        Assert.Equal(new SocketTuning(), ModuleText.Tcp("   source_ip_address: ''\n   socket: {}").Template.Tuning);
    }

    [Theory]
    [InlineData("   preferred_ip_protocol: ip5", "1:27: preferred_ip_protocol: ip5 is not one of ip4, ip6")]
    [InlineData("   ip_protocol_fallback: sometimes", "1:26: ip_protocol_fallback: sometimes is not true or false")]
    [InlineData("   source_ip_address: localhost", "1:23: source_ip_address: localhost is not an address of this machine, alone or with a port (127.0.0.1, 127.0.0.1:4000, [::1]:4000)")]
    [InlineData("   ip_protocol_fallback: false\n   source_ip_address: 127.0.0.1", "2:23: source_ip_address: is of another family than preferred_ip_protocol, and ip_protocol_fallback is false")]
    [InlineData("   addresses: some", "1:15: addresses: some is not one of first, any, all")]
    [InlineData("   close: soon", "1:11: close: soon is not one of fin, rst")]
    [InlineData("   connect_timeout: 0", "1:21: connect_timeout: 0 is not above zero")]
    [InlineData("   io_timeout: 1m-", "1:16: io_timeout: 1m- is not a duration (3.5, 500ms, 2m)")]
    [InlineData("   io_timeout: -1s", "1:16: io_timeout: -1s is not a duration (3.5, 500ms, 2m)")]
    [InlineData("   max_reply: 0", "1:15: max_reply: 0 is not above zero (65536, 64k, 1MiB)")]
    [InlineData("   max_reply: 1G", "1:15: max_reply: 1G is too large; at most 256 MiB")]
    [InlineData("   tls: maybe", "1:9: tls: maybe is not true or false")]
    [InlineData("   tsl: true", "1:4: unknown key; here are ")]
    [InlineData("   socket: {syn_retries: 128}", "1:26: syn_retries: 128 is not a whole number from 1 to 127")]
    [InlineData("   socket: {reuse_address: 1}", "1:28: reuse_address: 1 is not true or false")]
    [InlineData("   socket: {recv_buffer: 1T}", "1:26: recv_buffer: 1T is not a size (65536, 64k, 1MiB)")]
    [InlineData("   socket: {interface: a/b}", "1:24: interface: a/b is not the name of an interface (1 to 15 characters)")]
    [InlineData("   socket: {keepalive: 1.5}", "1:24: keepalive: 1.5 has a time that is not whole seconds from 1 to 32767")]
    [InlineData("   socket: {user_timeout: 1us}", "1:27: user_timeout: 1us is less than the kernel's millisecond")]
    [InlineData("   socket: {mss: 87}", "1:18: mss: 87 is not a whole number from 88 to 32767")]
    [InlineData("   socket: {ttl: 256}", "1:18: ttl: 256 is not a whole number from 1 to 255")]
    [InlineData("   socket: {dscp: 64}", "1:19: dscp: 64 is not a whole number from 0 to 63")]
    [InlineData("   socket: {congestion: ''}", "1:25: congestion: '' is not the name of an algorithm (1 to 15 characters)")]
    [InlineData("   socket: {linger: 1}", "1:13: unknown key; here are syn_retries")]
    public void A_mistake_is_told_with_its_place_and_what_to_write(string section, string said) => Assert.StartsWith(said, ModuleText.Mistake(section), StringComparison.Ordinal);
}
