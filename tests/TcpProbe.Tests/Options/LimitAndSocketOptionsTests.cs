using System.Net;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class LimitAndSocketOptionsTests
{
    [Fact]
    public void Unset_limits_are_the_projects_own()
    {
        ClientOptions options = Bind();
        Assert.Equal(TimeSpan.FromSeconds(3.5), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5.5), options.IoTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5.5), options.ResolveTimeout);
        Assert.Null(options.Deadline);
    }

    [Fact]
    public void None_leaves_the_end_to_the_kernel()
    {
        ClientOptions options = Bind("--connect-timeout", "none", "--io-timeout=none", "--resolve-timeout", "none", "-t", "2", "-tnone");
        Assert.Null(options.ConnectTimeout);
        Assert.Null(options.IoTimeout);
        Assert.Null(options.ResolveTimeout);
        Assert.Null(options.Deadline);
    }

    [Fact]
    public void Each_limit_goes_where_its_name_says()
    {
        ClientOptions options = Bind("--connect-timeout", "1", "--io-timeout", "2", "--resolve-timeout", "3", "--deadline", "4");
        Assert.Equal(TimeSpan.FromSeconds(1), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), options.IoTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), options.ResolveTimeout);
        Assert.Equal(TimeSpan.FromSeconds(4), options.Deadline);
    }

    [Theory]
    [InlineData("-t2")]
    [InlineData("-t", "2")]
    [InlineData("-vt2")]
    [InlineData("--timeout=2")]
    [InlineData("--timeout", "2s")]
    [InlineData("--deadline", "2000ms")]
    [InlineData("-t", "9", "--deadline", "8", "--timeout", "2")]
    public void The_deadline_has_three_names_and_the_last_value_counts(params string[] words) =>
        Assert.Equal(TimeSpan.FromSeconds(2), Bind(words).Deadline);

    [Fact]
    public void Unset_socket_options_are_left_to_the_kernel_but_for_nodelay()
    {
        ClientOptions options = Bind();
        Assert.Equal(new SocketTuning { NoDelay = true }, options.Tuning);
        Assert.Equal(CloseStyle.Finish, options.Close);
        Assert.False(options.Strict);
    }

    [Fact]
    public void Each_socket_option_goes_where_its_name_says()
    {
        ClientOptions options = Bind(
            "--syn-retries", "1", "--reuse-address", "--no-nodelay", "--recv-buffer", "64k", "--send-buffer", "32KiB", "--source", "127.0.0.2:4000",
            "--interface", "lo", "--keepalive", "60,10,3", "--user-timeout", "1500ms", "--mss", "536", "--ttl", "7", "--dscp", "0", "--congestion",
            "reno", "--strict", "--close", "rst");
        Assert.Equal(
            new SocketTuning
            {
                SynRetries = 1,
                ReuseAddress = true,
                NoDelay = false,
                ReceiveBuffer = 65536,
                SendBuffer = 32768,
                Source = new IPEndPoint(IPAddress.Parse("127.0.0.2"), 4000),
                Interface = "lo",
                KeepAlive = new KeepAlive(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), 3),
                UserTimeout = TimeSpan.FromMilliseconds(1500),
                MaxSegment = 536,
                TimeToLive = 7,
                Dscp = 0,
                Congestion = "reno",
            },
            options.Tuning);
        Assert.Equal(CloseStyle.Reset, options.Close);
        Assert.True(options.Strict);
    }

    [Theory]
    [InlineData("--nodelay", true)]
    [InlineData("--no-nodelay", false)]
    [InlineData("--nodelay --no-nodelay", false)]
    [InlineData("--no-nodelay --nodelay", true)]
    [InlineData("--no-nodelay --nodelay --no-nodelay", false)]
    public void Of_nodelay_and_its_opposite_the_last_one_counts(string options, bool on) => Assert.Equal(on, Bind(options.Split(' ')).Tuning.NoDelay);

    [Theory]
    [InlineData("--source", "::1", "-4")]
    [InlineData("--source", "127.0.0.1", "-6")]
    [InlineData("--source", "[::1]:80", "-4")]
    public void A_source_of_the_unwanted_family_is_a_mistake(params string[] words) =>
        Assert.EndsWith(" and -4 or -6 want different families", CommandLine.Mistake(["h", "80", .. words]), StringComparison.Ordinal);

    [Fact]
    public void Only_the_last_value_is_looked_at() =>
        Assert.Equal(3, Bind("--syn-retries", "0", "--syn-retries", "3").Tuning.SynRetries);

    private static ClientOptions Bind(params string[] words) => CommandLine.Bind(["h", "80", .. words]);
}
