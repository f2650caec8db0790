using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Tests.Runs;

/// <summary>Threads that do nothing, in a time that need not pass.</summary>
public sealed class SweepCrewTests : IDisposable
{
    private const int Wanted = 10_000, Plenty = 100_000;
    private static readonly int s_first = Math.Max(2, Environment.ProcessorCount);
    private readonly FakeTimeProvider _clock = new();
    private SweepCrew? _crew;
    private int _thing;

    // Its spare threads wait for that.
    public void Dispose() => _crew?.Complete();

    [Fact]
    public void A_thread_for_each_processor_begins()
    {
        Assert.Equal(s_first, Begun().Threads);
    }

    [Fact]
    public void No_more_begin_than_are_wanted()
    {
        SweepCrew crew = Begun(wanted: 1);

        Assert.Equal((1, true), (crew.Threads, crew.IsComplete));
    }

    [Fact]
    public void While_all_get_on_none_is_added()
    {
        SweepCrew crew = Begun();
        for (int look = 0; look < 10; look++)
        {
            GetOn(crew, crew.Threads);
            Look(crew);
        }

        Assert.Equal((s_first, false), (crew.Threads, crew.IsComplete));
    }

    [Fact]
    public void Threads_that_have_not_begun_yet_do_not_stand_still()
    {
        SweepCrew crew = Begun();
        Look(crew);
        Look(crew);

        Assert.Equal(s_first, crew.Threads);
    }

    [Fact]
    public void As_many_are_added_as_are_at_the_same_thing_as_before()
    {
        SweepCrew crew = Begun();
        GetOn(crew, crew.Threads);
        Look(crew);
        Look(crew);

        Assert.Equal(2 * s_first, crew.Threads);
    }

    [Fact]
    public void As_many_are_added_as_wait()
    {
        SweepCrew crew = Begun();
        GetOn(crew, crew.Threads);
        Look(crew, waiting: s_first);

        Assert.Equal(2 * s_first, crew.Threads);
    }

    [Fact]
    public void While_those_that_get_on_keep_the_processors_busy_none_is_added()
    {
        SweepCrew crew = Begun();
        GetOn(crew, crew.Threads);
        Look(crew, waiting: s_first);
        GetOn(crew, crew.Threads);
        Look(crew, waiting: s_first);

        Assert.Equal(2 * s_first, crew.Threads);
    }

    [Fact]
    public void It_looks_once_a_millisecond()
    {
        SweepCrew crew = Begun();
        crew.Look(Plenty, waiting: s_first);

        Assert.Equal(s_first, crew.Threads);
    }

    [Fact]
    public void No_more_are_added_than_there_are_things_left()
    {
        SweepCrew crew = Begun();
        Look(crew, waiting: s_first, left: 1);

        Assert.Equal(s_first + 1, crew.Threads);
    }

    [Fact]
    public void Once_nothing_is_left_it_is_complete()
    {
        SweepCrew crew = Begun();
        crew.Look(left: 0, waiting: s_first);

        Assert.Equal((s_first, true), (crew.Threads, crew.IsComplete));
    }

    private SweepCrew Begun(int wanted = Wanted)
    {
        _crew = new SweepCrew(wanted, _clock, _ => { });
        _crew.Begin();
        return _crew;
    }

    private void GetOn(SweepCrew crew, int threads)
    {
        for (int thread = 0; thread < threads; thread++) crew.Note(thread, _thing++);
    }

    private void Look(SweepCrew crew, int waiting = 0, int left = Plenty)
    {
        _clock.Advance(SweepCrew.Rhythm);
        crew.Look(left, waiting);
    }
}
