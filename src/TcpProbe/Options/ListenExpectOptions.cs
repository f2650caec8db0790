using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Responding;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>What a client of the loopback peer must send.</summary>
internal sealed class ListenExpectOptions : OptionGroup
{
    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["--expect", "--expect-start", "--expect-regex", "--expect-hex", "--expect-struct"];

    public ListenExpectOptions()
        : base("What each request must hold, in this order (anything else is reset)")
    {
        Each(new("--expect", "somewhere in what comes") { ValueName = "TEXT" });
        Each(new("--expect-start", "next; the first wrong byte is refused") { ValueName = "TEXT" });
        Each(new("--expect-regex", "a match somewhere in what comes") { ValueName = "RE" });
        Each(new("--expect-hex", "these bytes somewhere in what comes") { ValueName = "HEX" });
        Each(new("--expect-struct", "next; * is any, 2.5~0.01 near, 1..9 between") { ValueName = "'FORMAT V V …'" });
    }

    /// <summary>The terms with these demands.</summary>
    /// <exception cref="UsageException">One has a mistake, or together they are longer than a request may be.</exception>
    public static ResponderTerms Bind(ParseResult parsed, ResponderTerms terms)
    {
        List<Expectation> expectations = [];
        for (int i = 0; i < parsed.Tokens.Count; i++)
        {
            Token token = parsed.Tokens[i];
            if (token.Type != TokenType.Option || !Names.Contains(token.Value) || StepWord.Named(token.Value) is not { } word) continue;
            ExpectStep step = (ExpectStep)word.Read(parsed.Tokens[i + 1].Value, crlf: false);
            if (step.Expectation.LeastLength == 0) throw new UsageException($"{token.Value} expects no bytes, which would match anything");
            expectations.Add(step.Expectation);
        }

        int least = expectations.Sum(expectation => expectation.LeastLength);
        return least <= Exchange.DefaultMaxReply
            ? terms with { Expectations = expectations }
            : throw new UsageException($"the expectations need {least} bytes, and a request has at most {Exchange.DefaultMaxReply}");
    }
}
