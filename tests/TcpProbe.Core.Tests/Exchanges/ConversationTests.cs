using System.Text;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class ConversationTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly SendStep s_line = SendStep.Line("data");
    private static readonly SendStep s_payload = SendStep.Payload(Exchange.DefaultPayload);
    private static readonly ReplyStep s_reply = new(1024, Exactly: false);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_default_exchange_is_the_line_the_struct_and_a_reply()
    {
        ScriptedStream stream = Peer("data\n");
        Conversation conversation = Hold(stream, [.. Exchange.Default.Steps]);
        Assert.Equal("646174610a" + "00000001616200000000000000020003000340200000", Convert.ToHexStringLower([.. stream.Said]));
        Assert.Equal(
            [
                new StepResult(1, "line", StepEnd.Done, TimeSpan.Zero, 5, 0),
                new StepResult(2, "payload", StepEnd.Done, TimeSpan.Zero, 22, 0),
                new StepResult(3, "reply", StepEnd.Done, s_tick, 0, 5),
            ],
            conversation.Steps.Select(step => step with { Payload = default }));
        Assert.Equal("data\n"u8, conversation.Reply!.Head.Span);
        Assert.Null(conversation.Last!.Fault);
    }

    [Fact]
    public void Steps_are_taken_in_the_order_of_the_exchange_and_told_one_by_one()
    {
        List<string> told = [];
        ScriptedStream stream = Peer("ok");
        Conversation conversation = Of(stream, s_second, Deadline.Never, s_payload, s_reply, s_line);
        conversation.Stepped = step => told.Add($"{step.Number} {step.Name} after {stream.BytesSent}");
        conversation.Run();
        Assert.Equal(["1 payload after 22", "2 reply after 22", "3 line after 27"], told);
    }

    [Fact]
    public void The_first_step_that_fails_ends_the_exchange()
    {
        ScriptedStream stream = Peer();
        Conversation conversation = Hold(stream, s_line, s_reply, s_payload);
        Assert.Equal([StepEnd.Done, StepEnd.PeerClosed], conversation.Steps.Select(step => step.End));
        Assert.Equal(5, stream.BytesSent);
        Assert.Null(conversation.Reply);
        Assert.Null(conversation.Last!.Fault);
    }

    [Fact]
    public void A_FIN_in_the_middle_of_a_fixed_length_leaves_what_came()
    {
        Conversation conversation = Hold(Peer("abc"), new ReplyStep(4, Exactly: true));
        Assert.Equal([new StepResult(1, "reply", StepEnd.PeerClosed, 2 * s_tick, 0, 3)], conversation.Steps);
        Assert.Equal("abc"u8, conversation.Reply!.Head.Span);
    }

    [Fact]
    public void A_FIN_after_the_reply_is_no_concern_of_the_reply() =>
        Assert.Equal([StepEnd.Done], Hold(Peer("abc"), s_reply).Steps.Select(step => step.End));

    [Fact]
    public void A_fixed_length_that_drips_does_not_restart_the_limit_of_its_step()
    {
        Conversation conversation = Hold(Peer([.. Enumerable.Repeat(".", 100)]), s_line, new ReplyStep(100, Exactly: true));
        Assert.Equal(new StepResult(2, "reply", StepEnd.Fault, s_second, 0, 10), conversation.Steps[^1]);
        Assert.Equal(TimeLimit.IoTimeout, conversation.Last!.Fault?.Limit);
        Assert.Equal(10, conversation.Reply?.Length);
    }

    [Fact]
    public void Each_step_has_the_whole_limit()
    {
        Conversation conversation = Hold(Peer([.. Enumerable.Repeat(".", 100)]), [.. Enumerable.Repeat(new ReplyStep(8, Exactly: true), 5)]);
        Assert.Equal(5, conversation.Steps.Count(step => step is { End: StepEnd.Done, BytesReceived: 8 }));
        Assert.Equal(TimeSpan.FromSeconds(4), _clock.GetUtcNow() - _clock.Start);
    }

    [Fact]
    public void The_deadline_of_the_probe_cuts_a_step_short()
    {
        Deadline whole = Deadline.After(TimeSpan.FromSeconds(1.5), TimeLimit.Deadline, _clock);
        Conversation conversation = Of(Peer([.. Enumerable.Repeat(".", 100)]), s_second, whole, [.. Enumerable.Repeat(new ReplyStep(8, Exactly: true), 5)]);
        conversation.Run();
        Assert.Equal([StepEnd.Done, StepEnd.Fault], conversation.Steps.Select(step => step.End));
        Assert.Equal(TimeLimit.Deadline, conversation.Last!.Fault?.Limit);
    }

    [Fact]
    public void Without_a_limit_of_its_own_a_step_has_that_of_the_probe()
    {
        Conversation conversation = Of(Peer("late"), null, Deadline.After(s_tick / 2, TimeLimit.Deadline, _clock), s_reply);
        conversation.Run();
        Assert.Equal(TimeLimit.Deadline, conversation.Last!.Fault?.Limit);
    }

    [Fact]
    public void Last_words_of_a_peer_that_takes_no_more_are_heard_and_its_send_stays_the_fault()
    {
        ScriptedStream stream = new(_clock, TimeSpan.Zero, [Bytes("ERR too much\n")]) { Window = 7 };
        Conversation conversation = Hold(stream, s_line, s_payload, s_reply);
        Assert.Equal(new StepResult(2, "payload", StepEnd.Fault, s_second, 2, 13) { Payload = conversation.Steps[^1].Payload }, conversation.Steps[^1]);
        Assert.True(conversation.Last!.Fault is { Sending: true, Limit: TimeLimit.IoTimeout });
        Assert.Equal("ERR too much\n"u8, conversation.Reply!.Head.Span);
    }

    [Fact]
    public void A_peer_without_last_words_is_not_waited_for()
    {
        ScriptedStream stream = new(_clock, s_tick, [Bytes("too late")]) { Window = 0 };
        Conversation conversation = Hold(stream, s_line);
        Assert.Equal([s_second], conversation.Steps.Select(step => step.Elapsed));
        Assert.Equal(s_second, _clock.GetUtcNow() - _clock.Start);
        Assert.True(conversation is { Reply: null, Last.Fault.Sending: true });
    }

    [Fact]
    public void The_time_of_a_step_ends_with_its_wait_and_not_with_what_we_make_of_it()
    {
        ScriptedStream silent = new(_clock, s_tick, []) { StaysOpen = true, Throwing = s_tick };
        Assert.Equal(s_second, Assert.Single(Hold(silent, s_reply).Steps).Elapsed);
        Assert.Equal(s_second, Assert.Single(Hold(silent, Talking.Expect("x")).Steps).Elapsed);
        Assert.Equal(3 * s_second, Assert.Single(Hold(silent, new StayStep(3 * s_second)).Steps).Elapsed);
    }

    [Fact]
    public void Nothing_to_say_is_said_at_once()
    {
        Conversation conversation = Hold(Peer("unheard"), [.. Exchange.None.Steps]);
        Assert.Empty(conversation.Steps);
        Assert.Null(conversation.Reply);
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private ScriptedStream Peer(params string[] pieces) => new(_clock, s_tick, pieces.Select(Bytes));

    private Conversation Hold(ScriptedStream stream, params ExchangeStep[] steps)
    {
        Conversation conversation = Of(stream, s_second, Deadline.Never, steps);
        conversation.Run();
        return conversation;
    }

    private Conversation Of(ScriptedStream stream, TimeSpan? stepTimeout, Deadline deadline, params ExchangeStep[] steps) =>
        new(stream, new Exchange(ExchangeKind.Custom, steps), "peer", stepTimeout, deadline, _clock);
}
