using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class WaitOptionsTests
{
    [Fact]
    public void Without_any_of_them_each_target_is_probed_once_and_wanted_up()
    {
        RunPlan plan = Plan("");
        Assert.Equal(new Schedule.Once(), plan.Schedule);
        Assert.IsType<Goal.Up>(plan.Goal);
        Assert.False(plan.CanHoldSeveral);
    }

    [Theory]
    [InlineData("--wait 60", 60.0)]
    [InlineData("--wait 1.5", 1.5)]
    [InlineData("--wait 500ms", 0.5)]
    [InlineData("--wait 2m", 120.0)]
    [InlineData("--wait none", null)]
    [InlineData("--wait 5 --wait none", null)]
    [InlineData("--wait none --wait 5", 5.0)]
    public void A_wait_lasts_so_long_and_the_last_one_counts(string options, double? seconds)
    {
        Schedule.Waiting waiting = Assert.IsType<Schedule.Waiting>(Plan(options).Schedule);
        Assert.Equal(seconds, waiting.Limit?.TotalSeconds);
        Assert.Equal(Backoff.Steady(TimeSpan.FromSeconds(1)), waiting.Pace);
        Assert.Equal((1, true), (waiting.Successes, waiting.AwaitsNames));
    }

    [Theory]
    [InlineData("--count 5", 5L, 1.0)]
    [InlineData("--count 0", null, 1.0)]
    [InlineData("--count 1 -i 10ms", 1L, 0.01)]
    [InlineData("-i0.2 --count=2147483647", 2147483647L, 0.2)]
    [InlineData("--count 3 --interval 1m --interval 2", 3L, 2.0)]
    public void A_count_is_how_often_and_0_is_for_ever(string options, long? rounds, double interval) =>
        Assert.Equal(new Schedule.Repeating(rounds, TimeSpan.FromSeconds(interval)), Plan(options).Schedule);

    [Theory]
    [InlineData("--wait 9 -i 100ms", 0.1, 1.0, 0.1)]
    [InlineData("--wait 9 --backoff 2", 1.0, 2.0, 30.0)]
    [InlineData("--wait 9 --backoff 1.5,10s", 1.0, 1.5, 10.0)]
    [InlineData("--wait 9 --backoff 100,1 -i 1", 1.0, 100.0, 1.0)]
    [InlineData("--backoff 3,2m --interval 1m --wait 9", 60.0, 3.0, 120.0)]
    public void The_pauses_of_a_wait_stay_alike_or_grow(string options, double first, double factor, double longest) =>
        Assert.Equal(
            new Backoff(TimeSpan.FromSeconds(first), factor, TimeSpan.FromSeconds(longest)),
            Assert.IsType<Schedule.Waiting>(Plan(options).Schedule).Pace);

    [Fact]
    public void Successes_in_a_row_and_unknown_names_belong_to_a_wait()
    {
        Schedule.Waiting waiting = Assert.IsType<Schedule.Waiting>(Plan("--wait 9 --successes 3 --no-wait-dns").Schedule);
        Assert.Equal((3, false), (waiting.Successes, waiting.AwaitsNames));
    }

    [Theory]
    [InlineData("--until down", "refused")]
    [InlineData("--until down --wait 5", "refused")]
    [InlineData("--until down --count 5", "refused")]
    [InlineData("--until up --until down", "refused")]
    [InlineData("--until down --down-means unreachable", "unreachable")]
    [InlineData("--until down --down-means refused,connect_timed_out,reset,closed_early", "refused, connect_timed_out, reset, closed_early")]
    [InlineData("--until down --tls --down-means tls_failed,certificate_rejected", "tls_failed, certificate_rejected")]
    [InlineData("--until down --stay 1 --down-means closed_early", "closed_early")]
    public void Down_means_refused_or_what_is_named(string options, string reasons) =>
        Assert.Equal(reasons, string.Join(", ", Assert.IsType<Goal.Down>(Plan(options).Goal).Reasons.Select(Words.Of)));

    [Fact]
    public void Whoever_wants_it_down_sends_nothing()
    {
        Assert.Equal(ExchangeKind.None, Plan("--until down").Targets[0].Exchange.Kind);
        Assert.Equal(ExchangeKind.None, CommandLine.Plan("h", "80-82", "--until", "down").Targets[2].Exchange.Kind);
        Assert.Equal(ExchangeKind.Default, Plan("--until up").Targets[0].Exchange.Kind);
        Assert.IsType<Goal.Up>(Plan("--until down --until up --line x").Goal);
    }

    [Theory]
    [InlineData("--line x", "--line")]
    [InlineData("--payload !x", "--payload")]
    [InlineData("--exchange default", "--exchange")]
    [InlineData("--reply-size 5", "a reply option")]
    [InlineData("--send x", "--send")]
    [InlineData("--send-hex 00", "--send-hex")]
    [InlineData("--expect x", "--expect")]
    [InlineData("--expect-regex x", "--expect-regex")]
    [InlineData("--expect-close", "--expect-close")]
    [InlineData("--expect-silence 1", "--expect-silence")]
    [InlineData("--half-close", "--half-close")]
    [InlineData("--stay 1 --send x", "--send")]
    public void Whoever_wants_it_down_has_no_conversation(string options, string other)
    {
        Assert.Equal($"--until down sends nothing, and {other} wants a conversation; drop one of them", Mistake($"--until down {options}"));
        Assert.Equal($"--until down sends nothing, and {other} wants a conversation; drop one of them", Mistake($"{options} --wait 5 --until down"));
    }

    [Theory]
    [InlineData("--wait 5 --count 5", "--wait and --count contradict each other: one ends when it is ok, the other goes on; drop one of them")]
    [InlineData("--count 0 --wait none", "--wait and --count contradict each other: one ends when it is ok, the other goes on; drop one of them")]
    [InlineData("--interval 1", "--interval goes with --wait or --count")]
    [InlineData("-i 1 --until down", "--interval goes with --wait or --count")]
    [InlineData("--backoff 2", "--backoff goes with --wait")]
    [InlineData("--backoff 2 --count 5", "--backoff goes with --wait")]
    [InlineData("--successes 2", "--successes goes with --wait")]
    [InlineData("--successes 2 --count 5", "--successes goes with --wait")]
    [InlineData("--no-wait-dns", "--no-wait-dns goes with --wait")]
    [InlineData("--no-wait-dns --count 5", "--no-wait-dns goes with --wait")]
    [InlineData("--down-means refused", "--down-means goes with --until down")]
    [InlineData("--down-means refused --until up --wait 5", "--down-means goes with --until down")]
    [InlineData("--wait 5 --interval 1m --backoff 2", "--backoff grows to 30 s at most, which is below the --interval it begins with; write --backoff 2,MAX")]
    [InlineData("--wait 5 --backoff 2,500ms", "--backoff grows to 0.5 s at most, which is below the --interval it begins with; write --backoff 2,MAX")]
    public void Options_that_do_not_go_together(string options, string says) => Assert.Equal(says, Mistake(options));

    [Theory]
    [InlineData("--wait 0", "--wait 0 is not above zero; none sets no limit")]
    [InlineData("--wait 0ms", "--wait 0ms is not above zero; none sets no limit")]
    [InlineData("--wait -1", "--wait -1 is not a duration (3.5, 500ms, 2m, none)")]
    [InlineData("--wait 1,5", "--wait 1,5 is not a duration (3.5, 500ms, 2m, none)")]
    [InlineData("--wait=", "--wait '' is not a duration (3.5, 500ms, 2m, none)")]
    [InlineData("--wait forever", "--wait forever is not a duration (3.5, 500ms, 2m, none)")]
    [InlineData("--count -1", "--count -1 is not a whole number from 0 to 2147483647")]
    [InlineData("--count 1.0", "--count 1.0 is not a whole number from 0 to 2147483647")]
    [InlineData("--count 2147483648", "--count 2147483648 is not a whole number from 0 to 2147483647")]
    [InlineData("--count none", "--count none is not a whole number from 0 to 2147483647")]
    [InlineData("--count 5 -i 0", "--interval 0 is not above zero")]
    [InlineData("--count 5 -i none", "--interval none is no duration to set (3.5, 500ms, 2m)")]
    [InlineData("--wait 5 --successes 0", "--successes 0 is not a whole number from 1 to 2147483647")]
    [InlineData("--wait 5 --backoff x", "--backoff x is not FACTOR or FACTOR,MAX (2, or 1.5,10s)")]
    [InlineData("--wait 5 --backoff=", "--backoff '' is not FACTOR or FACTOR,MAX (2, or 1.5,10s)")]
    [InlineData("--wait 5 --backoff -2", "--backoff -2 is not FACTOR or FACTOR,MAX (2, or 1.5,10s)")]
    [InlineData("--wait 5 --backoff 1e1", "--backoff 1e1 is not FACTOR or FACTOR,MAX (2, or 1.5,10s)")]
    [InlineData("--wait 5 --backoff NaN", "--backoff NaN does not grow: the factor is above 1")]
    [InlineData("--wait 5 --backoff 1", "--backoff 1 does not grow: the factor is above 1")]
    [InlineData("--wait 5 --backoff 0.5", "--backoff 0.5 does not grow: the factor is above 1")]
    [InlineData("--wait 5 --backoff 101", "--backoff 101 grows too fast: the factor is at most 100")]
    [InlineData("--wait 5 --backoff 2,", "--backoff 2, is not a duration (3.5, 500ms, 2m)")]
    [InlineData("--wait 5 --backoff 2,0", "--backoff 2,0 is not above zero")]
    [InlineData("--wait 5 --backoff 2,none", "--backoff 2,none is no duration to set (3.5, 500ms, 2m)")]
    [InlineData("--wait 5 --backoff 2,3,4", "--backoff 2,3,4 is not a duration (3.5, 500ms, 2m)")]
    [InlineData("--until closed", "--until closed is not one of up, down")]
    [InlineData("--until DOWN", "--until DOWN is not one of up, down; did you mean down?")]
    [InlineData("--until down --down-means name_not_resolved", "--down-means name_not_resolved names name_not_resolved, which says nothing of the target")]
    [InlineData("--until down --down-means refused,resolver_unavailable", "--down-means refused,resolver_unavailable names resolver_unavailable, which says nothing of the target")]
    [InlineData("--until down --down-means local_error", "--down-means local_error names local_error, which says nothing of the target")]
    [InlineData("--until down --down-means Refused", "--down-means Refused names Refused, which is no reason (refused, connect_timed_out, unreachable, reset, closed_early and the like); did you mean refused?")]
    [InlineData("--until down --down-means refused,", "--down-means refused, names '', which is no reason (refused, connect_timed_out, unreachable, reset, closed_early and the like)")]
    public void A_mistake_in_a_value(string options, string says) => Assert.Equal(says, Mistake(options));

    private static RunPlan Plan(string options) => CommandLine.Plan(["h", "80", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private static string Mistake(string options) => CommandLine.Mistake(["h", "80", .. options.Split(' ')]);
}
