using System.CommandLine;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Responding;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>What a client of the loopback peer must send.</summary>
internal sealed class ListenExpectOptions : OrderedOptions<Expectation>
{
    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. new ListenExpectOptions().Specs.Select(spec => spec.Name)];

    public ListenExpectOptions()
        : base("What each request must hold, in this order (anything else is reset)")
    {
        EachText(new("--expect", "somewhere in what comes") { ValueName = "TEXT" }, ExpectationText.Anywhere);
        EachText(new("--expect-start", "next; the first wrong byte is refused") { ValueName = "TEXT" }, ExpectationText.Start);
        EachText(new("--expect-regex", "a match somewhere in what comes") { ValueName = "RE" }, ExpectationText.Regex);
        EachText(new("--expect-hex", "these bytes somewhere in what comes") { ValueName = "HEX" }, ExpectationText.Hex);
        EachText(new("--expect-struct", "next; * is any, 2.5~0.01 near, 1..9 between") { ValueName = "'FORMAT V V …'" }, ExpectationText.Struct);
    }

    /// <summary>The terms with these demands.</summary>
    /// <exception cref="UsageException">One has a mistake, or together they are longer than a request may be.</exception>
    public ResponderTerms Bind(ParseResult parsed, ResponderTerms terms)
    {
        List<Expectation> expectations = [];
        foreach ((string name, Expectation expectation) in InOrder(parsed))
        {
            if (expectation.LeastLength == 0) throw new UsageException($"{name} expects no bytes, which would match anything");
            expectations.Add(expectation);
        }

        int least = expectations.Sum(expectation => expectation.LeastLength);
        return least <= Exchange.DefaultMaxReply
            ? terms with { Expectations = expectations }
            : throw new UsageException($"the expectations need {least} bytes, and a request has at most {Exchange.DefaultMaxReply}");
    }
}
