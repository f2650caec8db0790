using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Timing;

namespace TcpProbe.Fuzz;

/// <summary>Steps and the bytes of a peer: however these are cut, each step ends alike, takes as many of them and captures the same.</summary>
internal static class ExchangeTarget
{
    private const int RandomCuts = 6;

    /// <summary>Speaks the exchange of a case over its bytes in one piece, byte by byte, and cut at places that the case itself decides.</summary>
    public static void Run(byte[] input)
    {
        if (ExchangeCase.Read(input) is not { } told) return;
        Step[] whole = Speak(told, [told.Stream]);
        foreach (ReadOnlyMemory<byte>[] pieces in Cuts(told.Stream)) Compare(whole, Speak(told, pieces));
    }

    private static void Compare(Step[] whole, Step[] cut)
    {
        for (int i = 0; i < Math.Max(whole.Length, cut.Length); i++)
        {
            Promise.Holds(i < whole.Length && i < cut.Length, $"as many steps are spoken: {whole.Length}, {cut.Length}");

            // The clock decides how long a pattern is tried, and nobody promises more of one that takes that long.
            if (whole[i].GaveUp || cut[i].GaveUp) return;

            // What lies behind a consent to TLS is refused if it has come by then: whether it has is the network's affair.
            if (whole[i].IsStartTls && (whole[i].End, cut[i].End) is (StepEnd.Refused, StepEnd.Done)) return;
            Promise.Holds(whole[i].End == cut[i].End, $"step {i + 1} ends alike: {whole[i]}, {cut[i]}");

            // How much of what came a pattern takes may depend on what comes behind it: documented, and told beforehand.
            if (whole[i].IsPattern) return;
            Promise.Holds(whole[i] == cut[i], $"step {i + 1} takes as much: {whole[i]}, {cut[i]}");
        }
    }

    private static Step[] Speak(ExchangeCase told, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        using PieceStream stream = new(pieces, told.StaysOpen);
        Inbox inbox = new(told.MaxReply);
        Talk talk = new(stream, inbox, "peer.invalid", TimeProvider.System);
        List<Step> steps = [];
        foreach (ExchangeStep step in told.Steps)
        {
            StepOutcome outcome = Outcome(step, talk);
            long taken = stream.BytesReceived - inbox.Unread.Length - (inbox.IsOver ? 1 : 0);
            Promise.Holds(taken >= 0 && taken <= told.Stream.Length, "no more is taken than came");
            Show(outcome.Mismatch);
            string captures = string.Join(' ', outcome.Captures.Select(capture => $"{capture.Name}={Convert.ToHexString(capture.Bytes.Span)}"));
            steps.Add(new Step(outcome.End, taken, captures)
            {
                IsPattern = told.Patterns.Contains(step),
                IsStartTls = step is StartTlsStep,
                GaveUp = outcome.Mismatch?.Expected.Contains("too large a pattern", StringComparison.Ordinal) == true,
            });
            if (outcome.End != StepEnd.Done) break;
        }

        return [.. steps];
    }

    private static StepOutcome Outcome(ExchangeStep step, Talk talk)
    {
        try
        {
            return step.Run(talk);
        }
        catch (StreamFault fault)
        {
            return StepOutcome.Of(fault);
        }
    }

    private static void Show(Mismatch? mismatch)
    {
        if (mismatch is null) return;
        Promise.IsShowable(mismatch.Expected + mismatch.Got + mismatch.Place);
        if (mismatch.Struct is not { } diff) return;
        foreach (string line in (string[])[diff.Summary, .. diff.Table]) Promise.IsShowable(line);
    }

    private static IEnumerable<ReadOnlyMemory<byte>[]> Cuts(ReadOnlyMemory<byte> stream)
    {
        yield return [.. Enumerable.Range(0, stream.Length).Select(at => stream.Slice(at, 1))];
        Random dice = new(stream.Length + stream.Span.ToArray().Sum(value => value));
        for (int i = 0; i < RandomCuts; i++) yield return [.. AtRandom(stream, dice)];
    }

    private static IEnumerable<ReadOnlyMemory<byte>> AtRandom(ReadOnlyMemory<byte> stream, Random dice)
    {
        for (int start = 0; start < stream.Length;)
        {
            int length = dice.Next(1, stream.Length - start + 1);
            yield return stream.Slice(start, length);
            start += length;
        }
    }

    private sealed record Step(StepEnd End, long Taken, string Captures)
    {
        public bool IsPattern { get; init; }

        public bool IsStartTls { get; init; }

        public bool GaveUp { get; init; }
    }
}
