using TcpProbe.Exporter.Metrics;

namespace TcpProbe.Exporter.Tests.Metrics;

public class ProcessStatusTests
{
    private const string Line =
        "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 100 0 2 0 13 7 0 0 20 0 352 0 98765 274877906944 15017 18446744073709551615 1 1 0 0 0 0 0 4096 16384 0 0 0 17 1 0 0 0 0 0\n";

    [Fact]
    public void A_line_says_threads_and_memory_whatever_the_program_is_called() =>
        Assert.Equal(new ProcessStatus(Threads: 352, VirtualMemory: 274877906944, ResidentMemory: 15017 * 4096), ProcessStatus.Parse(Line, pageSize: 4096));

    [Theory]
    [InlineData("")]
    [InlineData("4711 (a) S 1")]
    [InlineData("4711 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 many 18 19 20 21")]
    public void What_is_no_such_line_says_nothing(string line) => Assert.Null(ProcessStatus.Parse(line, pageSize: 4096));

    [Fact]
    public void Of_this_process_it_says_what_the_system_says()
    {
        if (!OperatingSystem.IsLinux()) return;
        ProcessStatus? status = ProcessStatus.Now();
        Assert.NotNull(status);
        Assert.InRange(status.Threads, 2, 10_000);
        Assert.InRange(status.ResidentMemory, Environment.WorkingSet / 4, Environment.WorkingSet * 4);
        Assert.True(status.VirtualMemory > status.ResidentMemory);
    }
}
