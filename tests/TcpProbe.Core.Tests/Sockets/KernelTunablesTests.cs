using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class KernelTunablesTests : IDisposable
{
    private static readonly KernelTunables s_nothingKnown = new(null, null, null, null, null, null, null);

    private readonly string _root = Directory.CreateTempSubdirectory("tunables-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Every_file_that_is_there_is_read()
    {
        if (!OperatingSystem.IsLinux()) return;
        Write("net/ipv4/tcp_syn_retries", "6\n");
        Write("net/ipv4/tcp_syn_linear_timeouts", "4\n");
        Write("net/ipv4/tcp_rto_max_ms", "120000\n");
        Write("net/core/rmem_max", "4194304\n");
        Write("net/core/wmem_max", "212992\n");
        Write("net/ipv4/tcp_rmem", "4096\t131072\t33554432\n");
        Write("net/ipv4/tcp_wmem", "4096 16384 2147483647\n");

        Assert.Equal(
            new KernelTunables(6, 4, TimeSpan.FromMinutes(2), 4194304, 212992, 33554432, int.MaxValue),
            KernelTunables.Read(_root));
    }

    [Fact]
    public void A_missing_file_leaves_the_others_alone()
    {
        if (!OperatingSystem.IsLinux()) return;
        Write("net/ipv4/tcp_syn_retries", "6\n");

        Assert.Equal(s_nothingKnown with { SynRetries = 6 }, KernelTunables.Read(_root));
    }

    [Fact]
    public void A_missing_root_is_a_system_that_does_not_tell() =>
        Assert.Equal(s_nothingKnown, KernelTunables.Read(Path.Join(_root, "absent")));

    [Fact]
    public void A_folder_in_place_of_a_file_is_unknown()
    {
        Directory.CreateDirectory(Path.Join(_root, "net/ipv4/tcp_syn_retries"));

        Assert.Null(KernelTunables.Read(_root).SynRetries);
    }

    [Fact]
    public void A_file_whose_read_fails_is_unknown()
    {
        const string FailsToRead = "/proc/self/mem";
        if (!File.Exists(FailsToRead)) return;
        Write("net/ipv4/tcp_wmem", "4096 16384 4194304\n");
        File.CreateSymbolicLink(Path.Join(_root, "net/ipv4/tcp_rmem"), FailsToRead);

        Assert.Equal(s_nothingKnown with { SendAutoTuningMax = 4194304 }, KernelTunables.Read(_root));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("six\n")]
    [InlineData("6x\n")]
    [InlineData("6 4\n")]
    [InlineData("-1\n")]
    [InlineData("128\n")]
    [InlineData("99999999999999999999\n")]
    [InlineData("\0\0\0\0")]
    public void A_number_of_retries_that_no_kernel_writes_is_unknown(string text)
    {
        Write("net/ipv4/tcp_syn_retries", text);

        Assert.Null(KernelTunables.Read(_root).SynRetries);
    }

    [Theory]
    [InlineData("4096\t131072\n")]
    [InlineData("4096\t131072\tmany\n")]
    [InlineData("4096\t131072\t33554432\t7\n")]
    [InlineData("4096\t131072\t4294967296\n")]
    [InlineData("4096,131072,33554432\n")]
    public void Anything_but_three_numbers_leaves_the_auto_tuning_cap_unknown(string text)
    {
        Write("net/ipv4/tcp_rmem", text);

        Assert.Null(KernelTunables.Read(_root).ReceiveAutoTuningMax);
    }

    [Theory]
    [InlineData(0, 0, 1000)]
    [InlineData(127, 127, 120_000)]
    public void The_kernels_own_bounds_are_within_them(int retries, int linear, int milliseconds)
    {
        if (!OperatingSystem.IsLinux()) return;
        Write("net/ipv4/tcp_syn_retries", $"{retries}\n");
        Write("net/ipv4/tcp_syn_linear_timeouts", $"{linear}\n");
        Write("net/ipv4/tcp_rto_max_ms", $"{milliseconds}\n");

        Assert.Equal(
            s_nothingKnown with { SynRetries = retries, SynLinearTimeouts = linear, RtoMax = TimeSpan.FromMilliseconds(milliseconds) },
            KernelTunables.Read(_root));
    }

    [Theory]
    [InlineData("999\n")]
    [InlineData("120001\n")]
    public void A_timer_outside_the_kernels_bounds_is_unknown(string text)
    {
        Write("net/ipv4/tcp_rto_max_ms", text);

        Assert.Null(KernelTunables.Read(_root).RtoMax);
    }

    [Fact]
    public void A_file_that_goes_on_and_on_is_unknown()
    {
        Write("net/core/rmem_max", "4194304" + new string(' ', 1 << 20) + "\n");

        Assert.Null(KernelTunables.Read(_root).ReceiveBufferMax);
    }

    [Fact]
    public void What_this_system_tells_is_read_as_it_stands_there()
    {
        const string ThreeNumbers = "/proc/sys/net/ipv4/tcp_rmem";
        if (!File.Exists(ThreeNumbers)) return;
        string third = File.ReadAllText(ThreeNumbers).Split('\t', StringSplitOptions.TrimEntries)[2];

        Assert.Equal(int.Parse(third, null), KernelTunables.Read().ReceiveAutoTuningMax);
    }

    private void Write(string file, string text)
    {
        string path = Path.Join(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
