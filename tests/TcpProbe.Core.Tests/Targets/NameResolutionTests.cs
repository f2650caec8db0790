using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

using Microsoft.Extensions.Time.Testing;

using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Targets;

[SuppressMessage("Design", "CA1001", Justification = "The event is left to the thread that waits for it.")]
public sealed class NameResolutionTests
{
    private static readonly Target s_name = new("db.invalid", 5432, Literal: null);
    private static readonly IPAddress s_four = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress s_six = IPAddress.Parse("2001:db8::1");

    private readonly FakeTimeProvider _clock = new();
    private readonly ManualResetEventSlim _release = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_literal_asks_nobody_and_takes_no_time(string address)
    {
        var literal = IPAddress.Parse(address);

        Resolution resolution = NameResolution.Resolve(
            new Target(address, 80, literal), AddressFamily.Unspecified, Expired(), _clock,
            (_, _) => throw new InvalidOperationException());

        Assert.Equal([literal], Found(resolution).Addresses);
        Assert.Null(Found(resolution).Elapsed);
    }

    [Theory]
    [InlineData("127.0.0.1", AddressFamily.InterNetworkV6, "it is an IPv4 address")]
    [InlineData("::1", AddressFamily.InterNetwork, "it is an IPv6 address")]
    public void A_literal_of_the_other_family_is_no_answer(string address, AddressFamily family, string said)
    {
        Resolution resolution = NameResolution.Resolve(
            new Target(address, 80, IPAddress.Parse(address)), family, Expired(), _clock,
            (_, _) => throw new InvalidOperationException());

        Resolution.NotFound none = Assert.IsType<Resolution.NotFound>(resolution);
        Assert.Equal((said, true, TimeSpan.Zero), (none.Message, none.HasOtherFamily, none.Elapsed));
    }

    [Fact]
    public void Questions_left_behind_count_for_the_limit_until_they_have_their_answer()
    {
        LookUpLimit limit = new(1);
        int asked = 0;

        Assert.IsType<Resolution.Unavailable>(Ask(TimeSpan.FromMilliseconds(20)));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref asked) == 1, TimeSpan.FromSeconds(30)));
        Assert.IsType<Resolution.Unavailable>(Ask(TimeSpan.FromMilliseconds(20)));
        Assert.Equal(1, asked);

        _release.Set();
        Assert.Equal([s_four], Found(Ask(TimeSpan.FromSeconds(30))).Addresses);
        Assert.Equal(2, asked);

        Resolution Ask(TimeSpan patience) => NameResolution.Resolve(
            s_name,
            AddressFamily.Unspecified,
            Deadline.After(patience, TimeLimit.ResolveTimeout, TimeProvider.System),
            TimeProvider.System,
            (_, _) =>
            {
                _ = Interlocked.Increment(ref asked);
                Assert.True(_release.Wait(TimeSpan.FromSeconds(30)));
                return new ResolverAnswer(0, 0, [s_four]);
            },
            limit);
    }

    [Fact]
    public void Addresses_keep_the_order_of_the_resolver_and_come_once()
    {
        Resolution resolution = Resolve(AddressFamily.Unspecified, (_, _) => new ResolverAnswer(0, 0, [s_six, s_four, s_six]));

        Assert.Equal([s_six, s_four], Found(resolution).Addresses);
    }

    [Fact]
    public void The_time_is_taken_around_the_question_alone()
    {
        Resolution resolution = Resolve(AddressFamily.Unspecified, (_, _) =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(30));
            return new ResolverAnswer(0, 0, [s_four]);
        });

        Assert.Equal(TimeSpan.FromMilliseconds(30), Found(resolution).Elapsed);
    }

    [Fact]
    public void The_resolver_is_asked_for_the_host_and_the_family_on_a_thread_that_keeps_no_process_alive()
    {
        (string, AddressFamily, bool)? asked = null;

        Resolve(AddressFamily.InterNetworkV6, (name, family) =>
        {
            asked = (name, family, Thread.CurrentThread.IsBackground);
            return new ResolverAnswer(0, 0, [s_six]);
        });

        Assert.Equal(("db.invalid", AddressFamily.InterNetworkV6, true), asked);
    }

    [Fact]
    public void A_deadline_that_has_come_asks_nobody()
    {
        Resolution resolution = NameResolution.Resolve(
            s_name, AddressFamily.Unspecified, Expired(), _clock, (_, _) => throw new InvalidOperationException());

        Assert.Equal(
            new Resolution.Unavailable(null, "the resolver gave no answer in time", TimeLimit.ResolveTimeout, TimeSpan.Zero), resolution);
    }

    [Theory]
    [InlineData(TimeLimit.ResolveTimeout)]
    [InlineData(TimeLimit.Deadline)]
    public void A_resolver_that_hangs_is_left_behind_when_the_limit_strikes(TimeLimit limit)
    {
        Resolution resolution = Resolve(AddressFamily.Unspecified, DeadlineIn(20, limit), (_, _) =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            _release.Wait();
            return new ResolverAnswer(0, 0, [s_four]);
        });
        _release.Set();

        Assert.Equal(
            new Resolution.Unavailable(null, "the resolver gave no answer in time", limit, TimeSpan.FromMilliseconds(20)), resolution);
    }

    [Fact]
    public void A_resolver_that_fails_after_the_deadline_disturbs_nobody()
    {
        Thread? thread = null;
        using var running = new ManualResetEventSlim();
        var deadline = Deadline.After(TimeSpan.FromMilliseconds(20), TimeLimit.ResolveTimeout, TimeProvider.System);

        Resolution resolution = NameResolution.Resolve(s_name, AddressFamily.Unspecified, deadline, TimeProvider.System, (_, _) =>
        {
            thread = Thread.CurrentThread;
            running.Set();
            _release.Wait();
            throw new InvalidOperationException();
        });
        running.Wait();
        _release.Set();

        Assert.True(thread!.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeLimit.ResolveTimeout, Assert.IsType<Resolution.Unavailable>(resolution).Limit);
    }

    [Fact]
    public void A_bug_in_the_look_up_reaches_whoever_waits() =>
        Assert.Throws<InvalidOperationException>(() => Resolve(AddressFamily.Unspecified, (_, _) => throw new InvalidOperationException()));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_bug_in_the_last_millisecond_reaches_whoever_waits(int looks)
    {
        // The time is over at one of the looks at the clock while the answer is waited for; by then the bug is there.
        using ManualResetEventSlim asked = new();
        Thread? asking = null;
        LookedAtClock clock = new(looks, () =>
        {
            Assert.True(asked.Wait(TimeSpan.FromSeconds(30)));
            _release.Set();
            Assert.True(asking!.Join(TimeSpan.FromSeconds(30)));
        });
        var deadline = Deadline.After(TimeSpan.FromMilliseconds(0.5), TimeLimit.ResolveTimeout, clock);

        Assert.Throws<InvalidOperationException>(() => NameResolution.Resolve(s_name, AddressFamily.Unspecified, deadline, clock, (_, _) =>
        {
            asking = Thread.CurrentThread;
            asked.Set();
            Assert.True(_release.Wait(TimeSpan.FromSeconds(30)));
            throw new InvalidOperationException();
        }));
    }

    [Fact]
    public void Whoever_waits_for_the_resolver_is_counted_meanwhile()
    {
        WaitCount waits = new();
        int? meanwhile = null;

        Resolution resolution = Counted((_, _) =>
        {
            meanwhile = waits.Now;
            return new ResolverAnswer(0, 0, [s_four]);
        });
        Assert.Equal([s_four], Found(resolution).Addresses);
        Assert.Equal((1, 0), (meanwhile, waits.Now));

        Assert.Throws<InvalidOperationException>(() => Counted((_, _) => throw new InvalidOperationException()));
        Assert.Equal(0, waits.Now);

        Resolution Counted(Func<string, AddressFamily, ResolverAnswer> ask) =>
            NameResolution.Resolve(s_name, AddressFamily.Unspecified, Deadline.Never, _clock, ask, limit: null, waits);
    }

    [Theory]
    [InlineData(AddressFamily.InterNetworkV6, "the name has IPv4 addresses only")]
    [InlineData(AddressFamily.InterNetwork, "the name has IPv6 addresses only")]
    public void A_name_without_the_family_asked_for_says_which_it_has(AddressFamily family, string message)
    {
        Resolution resolution = Resolve(family, (_, asked) =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            return asked == family
                ? ResolverAnswer.Without(ResolverCode.NoName)
                : new ResolverAnswer(0, 0, [family == AddressFamily.InterNetwork ? s_six : s_four]);
        });

        Assert.Equal(new Resolution.NotFound("EAI_NONAME", message, TimeSpan.FromMilliseconds(20)) { HasOtherFamily = true }, resolution);
    }

    [Fact]
    public void A_name_of_neither_family_is_not_known()
    {
        int questions = 0;

        Resolution resolution = Resolve(AddressFamily.InterNetwork, (_, _) =>
        {
            questions++;
            return ResolverAnswer.Without(ResolverCode.NoName);
        });

        Assert.Equal("the name is not known", Assert.IsType<Resolution.NotFound>(resolution).Message);
        Assert.Equal(2, questions);
    }

    [Theory]
    [InlineData(ResolverCode.Again, AddressFamily.InterNetwork)]
    [InlineData(ResolverCode.NoName, AddressFamily.Unspecified)]
    public void The_other_family_is_not_asked_for_in_vain(int code, AddressFamily family)
    {
        int questions = 0;

        Resolve(family, (_, _) =>
        {
            questions++;
            return ResolverAnswer.Without(code);
        });

        Assert.Equal(1, questions);
    }

    [Fact]
    public void An_answer_stands_though_the_limit_strikes_while_the_other_family_is_asked_for()
    {
        Resolution resolution = Resolve(AddressFamily.InterNetworkV6, DeadlineIn(20, TimeLimit.ResolveTimeout), (_, family) =>
        {
            if (family == AddressFamily.InterNetwork)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(20));
                _release.Wait();
            }
            return ResolverAnswer.Without(ResolverCode.NoData);
        });
        _release.Set();

        Assert.Equal("EAI_NODATA", Assert.IsType<Resolution.NotFound>(resolution).Code);
    }

    /// <summary>A deadline that comes when the look-up turns the clock to it, however slow the machine is.</summary>
    private Deadline DeadlineIn(int milliseconds, TimeLimit limit) =>
        Deadline.After(TimeSpan.FromMilliseconds(milliseconds), limit, _clock);

    private static Deadline Expired() => Deadline.After(TimeSpan.Zero, TimeLimit.ResolveTimeout, new FakeTimeProvider());

    private static Resolution.Found Found(Resolution resolution) => Assert.IsType<Resolution.Found>(resolution);

    private Resolution Resolve(AddressFamily family, Func<string, AddressFamily, ResolverAnswer> ask) =>
        Resolve(family, Deadline.Never, ask);

    private Resolution Resolve(AddressFamily family, Deadline deadline, Func<string, AddressFamily, ResolverAnswer> ask) =>
        NameResolution.Resolve(s_name, family, deadline, _clock, ask);

    /// <summary>A clock that stands still until this thread has looked so often, and is a second later then.</summary>
    private sealed class LookedAtClock(int looks, Action atLast) : TimeProvider
    {
        private readonly Thread _looking = Thread.CurrentThread;
        private int _looks;

        public override long GetTimestamp()
        {
            if (Thread.CurrentThread != _looking) return 0;
            if (_looks++ == looks) atLast();
            return _looks > looks ? TimestampFrequency : 0;
        }
    }
}
