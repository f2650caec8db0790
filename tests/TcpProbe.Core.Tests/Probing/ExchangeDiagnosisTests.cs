using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Probing;

public sealed class ExchangeDiagnosisTests
{
    private static readonly Attempt s_connected = new(IPAddress.Loopback, null, TimeSpan.FromMilliseconds(7));

    [Fact]
    public void A_conversation_that_was_finished_or_never_begun_is_no_failure()
    {
        Assert.Null(Diagnosis.OfConversation(Talking.Hold("ok", Talking.Expect("ok"))));
        Assert.Null(Diagnosis.OfConversation(Talking.Hold("ok")));
    }

    [Fact]
    public void The_step_that_failed_is_named_with_its_number_and_its_time()
    {
        Failure failure = Diagnosis.OfConversation(Talking.Hold("one|two", Talking.Expect("one"), Talking.ExpectStart("2")))!;
        Assert.Equal((Phase.Exchange, FailureReason.ReplyMismatch, 2, "expect-start"), (failure.Phase, failure.Reason, failure.Step, failure.StepName));
        Assert.Equal((Talking.Tick, null, null, null), (failure.Elapsed, failure.ErrorName, failure.Limit, failure.Detail));
        Assert.Equal(0, failure.Mismatch?.Offset);
    }

    [Fact]
    public void What_is_missing_at_the_peers_end_is_closed_early() => Assert.Equal(
        (FailureReason.ClosedEarly, null), Told(Diagnosis.OfConversation(Talking.Hold("", Talking.Expect("ok")))));

    [Fact]
    public void A_mismatch_that_only_the_peers_end_made_certain_says_so() => Assert.Equal(
        (FailureReason.ReplyMismatch, "then closed"), Told(Diagnosis.OfConversation(Talking.Hold("no", Talking.ExpectRegex("ok")))));

    [Fact]
    public void More_than_is_looked_through_is_too_large() => Assert.Equal(
        (FailureReason.ReplyTooLarge, null), Told(Diagnosis.OfConversation(new Talking { MaxReply = 4 }.With("12345", Talking.Expect("ok")))));

    [Fact]
    public void A_limit_that_struck_is_a_timeout_and_names_itself()
    {
        Failure step = Diagnosis.OfConversation(new Talking { StaysOpen = true }.With("", Talking.Expect("ok")))!;
        Assert.Equal((FailureReason.ReplyTimedOut, TimeLimit.IoTimeout, Talking.StepLimit), (step.Reason, step.Limit, step.Elapsed));
        Failure whole = Diagnosis.OfConversation(new Talking { StaysOpen = true, Limit = TimeSpan.FromSeconds(1) }.With("", Talking.Expect("ok")))!;
        Assert.Equal((FailureReason.ReplyTimedOut, TimeLimit.Deadline), (whole.Reason, whole.Limit));
    }

    [Fact]
    public void A_limit_that_strikes_while_bytes_come_is_a_timeout_of_the_reply()
    {
        byte[][] drip = [.. Enumerable.Repeat("x"u8.ToArray(), 1000)];
        ExchangeStep[] steps = [Talking.Expect("never"), new ExpectCloseStep(), new ReplyStep(10_000, Exactly: true)];
        Assert.All(steps, step =>
        {
            Failure failure = Diagnosis.OfConversation(new Talking().With(drip, step))!;
            Assert.Equal((TimeLimit.IoTimeout, Talking.StepLimit), (failure.Limit, failure.Elapsed));
            Assert.Equal(step.Name == "expect" ? FailureReason.ReplyMismatch : FailureReason.ReplyTimedOut, failure.Reason);
        });
    }

    [Fact]
    public void A_limit_that_strikes_with_the_bytes_is_one_of_the_wait_for_them()
    {
        Conversation conversation = new Talking { Pause = Talking.StepLimit }.With("ab", Talking.ExpectStart("abc"));
        Assert.Equal((false, TimeLimit.IoTimeout), (conversation.Last!.Fault!.Sending, conversation.Last.Fault.Limit));
        Assert.Equal(FailureReason.ReplyMismatch, Diagnosis.OfConversation(conversation)!.Reason);
    }

    [Fact]
    public void The_kernels_patience_that_a_step_was_met_in_spite_of_is_a_timeout_of_the_next_reply()
    {
        Failure failure = Diagnosis.OfConversation(new Talking { Error = "ETIMEDOUT" }.With("a", Talking.ExpectRegex("a$"), Talking.Expect("b")))!;
        Assert.Equal((FailureReason.ReplyTimedOut, TimeLimit.Kernel, 2), (failure.Reason, failure.Limit, failure.Step));
    }

    [Fact]
    public void The_kernels_patience_is_a_limit_too()
    {
        Failure failure = Diagnosis.OfConversation(new Talking { Error = "ETIMEDOUT" }.With("", Talking.Expect("ok")))!;
        Assert.Equal((FailureReason.ReplyTimedOut, "ETIMEDOUT", TimeLimit.Kernel), (failure.Reason, failure.ErrorName, failure.Limit));
    }

    [Fact]
    public void An_error_of_the_connection_has_no_limit()
    {
        Failure failure = Diagnosis.OfConversation(new Talking { Error = "ECONNRESET" }.With("", Talking.Expect("ok")))!;
        Assert.Equal((FailureReason.Reset, "ECONNRESET", null), (failure.Reason, failure.ErrorName, failure.Limit));
    }

    [Fact]
    public void A_connection_that_is_dead_already_is_told_of_the_last_step_or_of_the_connect()
    {
        Assert.Equal(
            new Failure(Phase.Exchange, FailureReason.Reset) { Elapsed = TimeSpan.Zero, Step = 1, StepName = "send", ErrorName = "ECONNRESET" },
            Diagnosis.OfEnd(Errno.ECONNRESET, Talking.Hold("", Talking.Send("hi")), s_connected));
        Assert.Equal(
            new Failure(Phase.Connect, FailureReason.Unreachable) { Elapsed = s_connected.Elapsed, ErrorName = "EHOSTUNREACH" },
            Diagnosis.OfEnd(Errno.EHOSTUNREACH, Talking.Hold(""), s_connected));
        Assert.Equal(FailureReason.ReplyTimedOut, Diagnosis.OfEnd(Errno.ETIMEDOUT, Talking.Hold(""), s_connected).Reason);
    }

    private static (FailureReason? Reason, string? Detail) Told(Failure? failure) => (failure?.Reason, failure?.Detail);
}
