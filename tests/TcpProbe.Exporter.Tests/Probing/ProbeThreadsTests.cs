using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Tests.Probing;

public sealed class ProbeThreadsTests
{
    [Fact]
    public async Task Work_is_done_on_a_thread_of_its_own_and_an_idle_one_is_used_again()
    {
        ProbeThreads threads = new(most: 8);
        HashSet<Thread> seen = [];
        for (int i = 0; i < 50; i++) _ = seen.Add(await threads.TryRun(() => Thread.CurrentThread)!);
        Assert.NotEqual(Thread.CurrentThread, Assert.Single(seen));
    }

    [Fact]
    public async Task No_more_is_begun_than_may_be_and_again_once_there_is_room()
    {
        ProbeThreads threads = new(most: 2);
        using ManualResetEventSlim gate = new();
        Task<int>[] held = [.. Enumerable.Range(0, 2).Select(number => threads.TryRun(() => { gate.Wait(); return number; })!)];
        Assert.Null(threads.TryRun(() => 2));
        Assert.Equal(2, threads.Busy);
        gate.Set();
        int[] done = await Task.WhenAll(held);
        Assert.Equal([0, 1], done);
        Assert.Equal(3, await threads.TryRun(() => 3)!);
    }

    [Fact]
    public async Task All_are_done_at_the_same_time()
    {
        const int Many = 200;
        ProbeThreads threads = new(most: Many);
        using CountdownEvent everybody = new(Many);
        Task<bool>[] work = [.. Enumerable.Range(0, Many).Select(_ => threads.TryRun(() => everybody.Signal() | everybody.Wait(TimeSpan.FromSeconds(60)))!)];
        Assert.All(await Task.WhenAll(work), Assert.True);
    }

    [Fact]
    public async Task What_is_thrown_is_thrown_to_whoever_waits_and_the_thread_goes_on()
    {
        ProbeThreads threads = new(most: 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => threads.TryRun<int>(() => throw new InvalidOperationException())!);
        Assert.Equal(1, await threads.TryRun(() => 1)!);
    }
}
