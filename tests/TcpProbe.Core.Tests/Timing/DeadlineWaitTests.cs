using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Timing;

public sealed class DeadlineWaitTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void What_comes_ends_the_wait()
    {
        Queue<bool> answers = new([false, false, true, false]);
        Assert.True(Deadline.Never.Await(_ => answers.Dequeue()));
        Assert.Single(answers);
    }

    [Fact]
    public void What_waits_is_told_how_long()
    {
        List<int> asked = [];
        Assert.False(Deadline.After(TimeSpan.FromMilliseconds(12.5), TimeLimit.Wait, _clock).Await(milliseconds =>
        {
            asked.Add(milliseconds);
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            return false;
        }));
        Assert.Equal([12, 7, 2], asked);
        Assert.True(Deadline.Never.Await(milliseconds => milliseconds == Timeout.Infinite));
    }

    [Fact]
    public void What_is_there_when_the_deadline_comes_is_there() =>
        Assert.True(Deadline.After(TimeSpan.Zero, TimeLimit.Wait, _clock).Await(milliseconds => milliseconds == 0));

    [Fact]
    public void It_does_not_end_before_the_deadline_nor_ask_again_and_again_until_it()
    {
        Deadline deadline = Deadline.After(TimeSpan.FromMilliseconds(0.9), TimeLimit.Wait, TimeProvider.System);
        int asked = 0;
        Assert.False(deadline.Await(_ =>
        {
            asked++;
            return false;
        }));
        Assert.True(deadline.HasCome);

        // Without the sleep it is hundreds; signals that end one are few, if any come.
        Assert.InRange(asked, 1, 10);
    }
}
