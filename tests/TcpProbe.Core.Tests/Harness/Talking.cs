using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A conversation with a peer whose words are written down beforehand, by the test's own clock.</summary>
internal sealed class Talking
{
    /// <summary>How long the peer takes for each of its pieces unless told otherwise.</summary>
    public static TimeSpan Tick { get; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The limit of a step.</summary>
    public static TimeSpan StepLimit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock.</summary>
    public FakeTimeProvider Clock { get; } = new();

    /// <summary>How long the peer takes for each of its pieces.</summary>
    public TimeSpan Pause { get; init; } = Tick;

    /// <summary>Whether the peer is silent at the end; else FIN, or <see cref="Error"/>.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>What the kernel says at the end, once.</summary>
    public string? Error { get; init; }

    /// <summary>The limit of the whole probe.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>The most bytes that one expectation looks through.</summary>
    public int MaxReply { get; init; } = Exchange.DefaultMaxReply;

    /// <summary>What was said to the peer.</summary>
    public byte[] Said { get; private set; } = [];

    /// <summary>Whether our FIN was sent.</summary>
    public bool HasHalfClosed { get; private set; }

    /// <summary>The time that passed.</summary>
    public TimeSpan Passed => Clock.GetUtcNow() - Clock.Start;

    /// <summary>A conversation with a peer that says these pieces and then FIN.</summary>
    public static Conversation Hold(IEnumerable<byte[]> pieces, params ExchangeStep[] steps) => new Talking().With(pieces, steps);

    /// <summary>A conversation with a peer that says these pieces and then FIN.</summary>
    public static Conversation Hold(string pieces, params ExchangeStep[] steps) => new Talking().With(pieces, steps);

    /// <summary>A conversation with a peer that says these pieces, in escapes, a | between two.</summary>
    public Conversation With(string pieces, params ExchangeStep[] steps) =>
        With(pieces.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(EscapedText.Parse), steps);

    /// <summary>A conversation with a peer that says these pieces.</summary>
    public Conversation With(IEnumerable<byte[]> pieces, params ExchangeStep[] steps)
    {
        using ScriptedStream stream = new(Clock, Pause, pieces) { StaysOpen = StaysOpen, Error = Error };
        Exchange exchange = new(ExchangeKind.Custom, steps) { MaxReply = MaxReply };
        Conversation conversation = new(stream, exchange, "peer.test", StepLimit, Deadline.After(Limit, TimeLimit.Deadline, Clock), Clock);
        conversation.Run();
        (Said, HasHalfClosed) = ([.. stream.Said], stream.HasHalfClosed);
        return conversation;
    }

    /// <summary>What must come somewhere.</summary>
    public static ExpectStep Expect(string text) => new("expect", new TextExpectation(EscapedText.Parse(text)));

    /// <summary>What must come next.</summary>
    public static ExpectStep ExpectStart(string text) => new("expect-start", new StartExpectation(EscapedText.Parse(text)));

    /// <summary>A pattern that must match somewhere.</summary>
    public static ExpectStep ExpectRegex(string pattern) => new("expect-regex", RegexExpectation.Parse(pattern));

    /// <summary>A struct that must come next.</summary>
    public static ExpectStep ExpectStruct(string text) => new("expect-struct", new StructExpectation(StructPattern.Parse(text)));

    /// <summary>Text to send.</summary>
    public static SendStep Send(string text) => new("send", TextMessage.Parse(text, crlf: false));

    /// <summary>How the steps ended, and what they captured, such as <c>Done id=12, PeerClosed</c>.</summary>
    public static string Ends(Conversation conversation) => string.Join(", ", conversation.Steps.Select(step =>
        string.Join(' ', [$"{step.End}", .. step.Captures.Select(capture => $"{capture.Name}={EscapedText.Show(capture.Bytes.Span)}")])));
}
