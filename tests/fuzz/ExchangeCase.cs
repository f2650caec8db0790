using System.Globalization;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Fuzz;

/// <summary>A case of the exchange target: a line a step, an empty line, and then what the peer sends.</summary>
/// <remarks>
/// Steps are <c>text</c>, <c>start</c>, <c>hex</c>, <c>struct</c> and <c>regex</c> with the value of their option behind a blank, <c>starttls NAME</c>, and
/// <c>field TEXT</c>: a capture between all but the last byte of the text and that last byte. <c>max N</c> bounds what is looked
/// through, <c>open</c> leaves the peer silent at the end instead of closing.
/// </remarks>
internal sealed record ExchangeCase(IReadOnlyList<ExchangeStep> Steps, IReadOnlySet<ExchangeStep> Patterns, ReadOnlyMemory<byte> Stream)
{
    private const int MostSteps = 4, MostBytes = 256, MostBytesOfPatterns = 64;

    /// <summary>The most bytes that one expectation looks through.</summary>
    public int MaxReply { get; private init; } = Exchange.DefaultMaxReply;

    /// <summary>Whether the peer is silent at the end.</summary>
    public bool StaysOpen { get; private init; }

    /// <summary>The case that these bytes are, <c>null</c> if none.</summary>
    public static ExchangeCase? Read(byte[] input)
    {
        List<ExchangeStep> steps = [];
        HashSet<ExchangeStep> patterns = new(ReferenceEqualityComparer.Instance);
        int max = Exchange.DefaultMaxReply;
        bool open = false;
        ReadOnlyMemory<byte> rest = input;
        for (string? line; (line = Line(ref rest)) is not null && line.Length > 0;)
        {
            string[] words = line.Split(' ', 2);
            if (words is ["open"]) open = true;
            else if (words is ["max", var bound]) max = int.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) ? Math.Clamp(bytes, 1, MostBytes) : max;
            else if (words is [var kind, var value] && Promise.OrRefused(() => Step(kind, value)) is { } step) steps.Add(step);
            else return null;
            if (words[0] == "regex") _ = patterns.Add(steps[^1]);
        }

        int most = steps.Exists(step => step is ExpectStep { Expectation: RegexExpectation }) ? MostBytesOfPatterns : MostBytes;
        return steps.Count is 0 or > MostSteps ? null : new ExchangeCase(steps, patterns, rest[..Math.Min(most, rest.Length)]) { MaxReply = max, StaysOpen = open };
    }

    private static string? Line(ref ReadOnlyMemory<byte> rest)
    {
        if (rest.IsEmpty) return null;
        int end = rest.Span.IndexOf((byte)'\n');
        ReadOnlyMemory<byte> line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return Promise.Argument(line.Span);
    }

    private static ExchangeStep? Step(string kind, string value) => kind switch
    {
        "starttls" when StartTlsProtocol.Names.Contains(value) => new StartTlsStep(StartTlsProtocol.Named(value)),
        "starttls" => null,
        _ when Expectation(kind, value) is { LeastLength: > 0 } expectation => new ExpectStep(kind, expectation),
        _ => null,
    };

    private static Expectation? Expectation(string kind, string value) => kind switch
    {
        "text" => new TextExpectation(EscapedText.Parse(value)),
        "start" => new StartExpectation(EscapedText.Parse(value)),
        "hex" => new TextExpectation(HexText.Parse(value)),
        "struct" => new StructExpectation(StructPattern.Parse(value)),
        "regex" => RegexExpectation.Parse(value),
        "field" => Field(EscapedText.Parse(value)),
        _ => null,
    };

    // The form in which the documentation asks for a capture: it ends with what follows, so no further byte can change it.
    private static RegexExpectation? Field(byte[] text)
    {
        if (text.Length == 0) return null;
        string end = $@"\x{text[^1]:x2}", beginning = string.Concat(text[..^1].Select(value => $@"\x{value:x2}"));
        return RegexExpectation.Parse($"{beginning}(?<it>[^{end}]*){end}");
    }
}
