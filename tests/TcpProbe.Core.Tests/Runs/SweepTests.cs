using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Tests.Runs;

public sealed class SweepTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public void Results_come_in_the_order_of_the_things(int parallel)
    {
        int[] things = [.. Enumerable.Range(0, 1000)];

        Assert.Equal(things.Select(thing => $"{thing}"), new Sweep<int, string>(things, parallel, thing => $"{thing}").Run());
    }

    [Fact]
    public void A_result_is_there_before_slower_ones_behind_it()
    {
        using ManualResetEventSlim release = new();
        Sweep<int, string> sweep = new([0, 1, 2], 3, thing =>
        {
            if (thing == 2) Assert.True(release.Wait(s_patience));
            return $"{thing}";
        });

        using IEnumerator<string> results = sweep.Run().GetEnumerator();

        Assert.True(results.MoveNext());
        Assert.True(results.MoveNext());
        Assert.Equal("1", results.Current);
        release.Set();
        Assert.True(results.MoveNext());
        Assert.False(results.MoveNext());
    }

    [Fact]
    public void As_many_are_worked_on_at_a_time_as_allowed()
    {
        using Barrier all = new(20);
        int now = 0, most = 0;
        Sweep<int, string> sweep = new([.. Enumerable.Range(0, 60)], 20, thing =>
        {
            int working = Interlocked.Increment(ref now);
            lock (all) most = Math.Max(most, working);

            // Nobody goes on before there are twenty.
            Assert.True(all.SignalAndWait(s_patience));
            _ = Interlocked.Decrement(ref now);
            return $"{thing}";
        });

        Assert.Equal(60, sweep.Run().Count());
        Assert.Equal(20, most);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Once_a_result_is_enough_nobody_is_waited_for(int slow)
    {
        using ManualResetEventSlim release = new();
        Sweep<int, string> sweep = new([0, 1, 2], 3, thing =>
        {
            if (thing == slow) Assert.True(release.Wait(s_patience));
            return $"{thing}";
        })
        {
            Consequence = result => result == "1" ? SweepEnd.AwaitNoMore : SweepEnd.GoOn,
        };

        string[] results = [.. sweep.Run()];

        Assert.Contains("1", results);
        Assert.DoesNotContain($"{slow}", results);
        release.Set();
    }

    [Fact]
    public void Once_no_more_may_begin_what_has_begun_is_waited_for()
    {
        using ManualResetEventSlim release = new();
        int begun = 0;
        Sweep<int, string> sweep = new([.. Enumerable.Range(0, 100)], 2, thing =>
        {
            _ = Interlocked.Increment(ref begun);
            if (thing == 0) Assert.True(release.Wait(s_patience));
            return $"{thing}";
        })
        {
            Consequence = result =>
            {
                if (result != "7") return SweepEnd.GoOn;
                release.Set();
                return SweepEnd.BeginNoMore;
            },
        };

        string[] results = [.. sweep.Run()];

        // The first may have let its thread begin others before the word came round.
        Assert.Equal(Enumerable.Range(0, begun).Select(thing => $"{thing}"), results);
        Assert.True(begun >= 8, $"{begun} were begun");
    }

    [Fact]
    public void Alone_too_it_ends_with_the_result_that_is_enough()
    {
        Sweep<int, string> sweep = new([0, 1, 2], parallel: 1, thing => $"{thing}") { Consequence = result => result == "1" ? SweepEnd.AwaitNoMore : SweepEnd.GoOn };

        Assert.Equal(["0", "1"], sweep.Run());
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(5, 1)]
    public void What_needs_no_other_thread_is_worked_on_here(int things, int parallel)
    {
        Sweep<int, string> sweep = new([.. Enumerable.Range(0, things)], parallel, _ => $"{Environment.CurrentManagedThreadId}");

        Assert.All(sweep.Run(), thread => Assert.Equal($"{Environment.CurrentManagedThreadId}", thread));
    }

    [Fact]
    public void Results_that_wait_for_a_slow_first_one_are_bounded()
    {
        int done = 0;
        Sweep<int, string> sweep = new([.. Enumerable.Range(0, 20_000)], 4, thing =>
        {
            if (thing != 0) _ = Interlocked.Increment(ref done);
            else Assert.False(SpinWait.SpinUntil(() => done > 8192, TimeSpan.FromSeconds(0.3)), $"{done} results wait");
            return $"{thing}";
        });

        Assert.Equal(20_000, sweep.Run().Count());
    }

    [Fact]
    public void A_bug_in_the_work_is_thrown_to_whoever_takes_the_results()
    {
        Sweep<int, string> sweep = new([0, 1, 2, 3], 2, thing => thing == 2 ? throw new InvalidOperationException("a bug") : $"{thing}");

        Assert.Equal("a bug", Assert.Throws<InvalidOperationException>(() => sweep.Run().Count()).Message);
    }

    [Fact]
    public void More_things_than_may_be_ahead_of_a_slow_first_one_are_all_worked_on()
    {
        using ManualResetEventSlim release = new();
        int done = 0;
        Sweep<int, string> sweep = new([.. Enumerable.Range(0, 20_000)], 4, thing =>
        {
            if (thing == 0) Assert.True(release.Wait(s_patience));
            else if (Interlocked.Increment(ref done) == 8000) release.Set();
            return $"{thing}";
        });

        Assert.Equal(20_000, sweep.Run().Count());
    }
}
