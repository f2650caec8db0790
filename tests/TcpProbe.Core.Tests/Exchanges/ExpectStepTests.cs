using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>What all expectations have in common: the stream, the bound and the end of the wait.</summary>
public sealed class ExpectStepTests
{
    [Fact]
    public void Several_answers_in_one_segment_are_split_over_several_steps()
    {
        ExchangeStep[] steps = [Talking.ExpectStart("+OK 1"), Talking.Expect(@"\n"), Talking.ExpectRegex(@"(?<two>\d+)\n"), Talking.ExpectStruct("!H 24930"), new ExpectCloseStep()];
        foreach (byte[][] pieces in Cuts.Of("+OK 1\n+OK 22\nab"u8.ToArray()))
            Assert.Equal("Done, Done, Done two=22, Done, Done", Talking.Ends(Talking.Hold(pieces, steps)));
    }

    [Fact]
    public void Bytes_are_counted_in_the_step_that_reads_them()
    {
        Conversation conversation = Talking.Hold("onetwo|three", Talking.Expect("one"), Talking.Expect("two"), Talking.Expect("three"));
        Assert.Equal([6, 0, 5], conversation.Steps.Select(step => step.BytesReceived));
        Assert.Equal([1, 0, 1], conversation.Steps.Select(step => step.Elapsed / Talking.Tick));
        Assert.Equal([1, 2, 3], conversation.Steps.Select(step => step.Number));
    }

    [Fact]
    public void A_flood_without_what_is_expected_ends_at_the_bound()
    {
        Talking talking = new() { StaysOpen = true };
        Conversation conversation = talking.With(Enumerable.Repeat(new byte[1000], 1049), Talking.Expect(@"\n"));
        Assert.Equal(StepEnd.TooLarge, conversation.Last!.End);
        Assert.Equal(Exchange.DefaultMaxReply + 1, conversation.BytesReceived);
        Assert.StartsWith("\"…", conversation.Last.Mismatch!.Got, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, "Done")]
    [InlineData(10, "TooLarge")]
    public void The_bound_is_exact(int before, string ends)
    {
        foreach (byte[][] pieces in Cuts.Of([.. new byte[before], (byte)'x', .. new byte[5]]))
            Assert.Equal(ends, Talking.Ends(new Talking { MaxReply = 10 }.With(pieces, Talking.Expect("x"))));
    }

    [Theory]
    [InlineData("expect-start", "+OK")]
    [InlineData("expect-struct", ">H: 7")]
    public void What_is_wrong_is_no_matter_of_size_however_much_came(string kind, string expected)
    {
        ExpectStep step = kind == "expect-start" ? Talking.ExpectStart(expected) : Talking.ExpectStruct(expected);
        foreach (byte[][] pieces in Cuts.Of([.. "-ERR no such command"u8]))
            Assert.Equal("Mismatch", Talking.Ends(new Talking { MaxReply = 4 }.With(pieces, step)));
    }

    [Theory]
    [InlineData("a$", "xxxab")]
    [InlineData(@"xa\b", "xxxab")]
    [InlineData(@"(?<n>\d+)", "xx123")]
    [InlineData("a(?<it>.*)", "xabcd")]
    public void What_the_byte_behind_the_bound_may_change_is_not_believed(string pattern, string came)
    {
        foreach (byte[][] pieces in Cuts.Of(EscapedText.Parse(came)))
            Assert.Equal("TooLarge", Talking.Ends(new Talking { MaxReply = 4 }.With(pieces, Talking.ExpectRegex(pattern))));
    }

    [Fact]
    public void What_the_byte_behind_the_bound_may_change_is_not_believed_because_the_time_is_over_too()
    {
        Talking talking = new() { MaxReply = 1, Pause = Talking.StepLimit };
        Assert.Equal("TooLarge", Talking.Ends(talking.With("ab", Talking.ExpectRegex("a$"))));
        Assert.Equal(Talking.StepLimit, talking.Passed);
    }

    [Fact]
    public void The_bound_counts_what_is_unread_alone()
    {
        ExchangeStep[] steps = [.. Enumerable.Repeat(Talking.Expect("x"), 20)];
        Assert.DoesNotContain(new Talking { MaxReply = 10 }.With(Enumerable.Repeat("12345678x"u8.ToArray(), 20), steps).Steps, step => step.End != StepEnd.Done);
    }

    [Fact]
    public void What_is_found_within_the_bound_counts_though_more_came() =>
        Assert.Equal("Done n=7, TooLarge", Talking.Ends(new Talking { MaxReply = 10 }.With([[(byte)'7', .. new byte[50]]], Talking.ExpectRegex(@"(?<n>\d)"), Talking.Expect("x"))));

    [Fact]
    public void A_drip_does_not_restart_the_limit()
    {
        Talking talking = new();
        Conversation conversation = talking.With(Enumerable.Repeat("."u8.ToArray(), 10_000), Talking.Expect("x"));
        Assert.Equal((StepEnd.Mismatch, TimeLimit.IoTimeout), (conversation.Last!.End, conversation.Last.Fault!.Limit));
        Assert.Equal(Talking.StepLimit, talking.Passed);
    }

    [Fact]
    public void The_deadline_of_the_probe_cuts_the_wait_short()
    {
        Conversation conversation = new Talking { StaysOpen = true, Limit = Talking.Tick / 2 }.With("late", Talking.Expect("late"));
        Assert.Equal((StepEnd.Fault, TimeLimit.Deadline), (conversation.Last!.End, conversation.Last.Fault!.Limit));
    }

    [Theory]
    [InlineData("expect-close")]
    [InlineData("stay")]
    [InlineData("expect")]
    public void A_reset_that_a_step_could_do_without_is_not_hidden_from_the_next(string next)
    {
        ExchangeStep then = next switch
        {
            "expect-close" => new ExpectCloseStep(),
            "stay" => new StayStep(TimeSpan.FromSeconds(1)),
            _ => Talking.Expect("more"),
        };
        Conversation conversation = new Talking { Error = "ECONNRESET" }.With("12", Talking.ExpectRegex(@"(?<n>\d+)"), then);
        Assert.Equal("Done n=12, Fault", Talking.Ends(conversation));
        Assert.Equal("ECONNRESET", conversation.Last!.Fault!.ErrorName);
    }
}
