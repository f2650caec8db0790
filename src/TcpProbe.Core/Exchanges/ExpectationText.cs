using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges;

/// <summary>What must come, in words; mistakes are whole sentences.</summary>
public static class ExpectationText
{
    /// <summary>A text somewhere in what comes.</summary>
    public static Expectation Anywhere(string text) => new TextExpectation(EscapedText.Parse(Plain(text)));

    /// <summary>A text that comes next.</summary>
    public static Expectation Start(string text) => new StartExpectation(EscapedText.Parse(Plain(text)));

    /// <summary>A regular expression that matches somewhere.</summary>
    public static Expectation Regex(string text) => RegexExpectation.Parse(text);

    /// <summary>Bytes somewhere in what comes.</summary>
    public static Expectation Hex(string text) => new TextExpectation(HexText.Parse(Something(text)));

    /// <summary>A struct that comes next.</summary>
    public static Expectation Struct(string text) => new StructExpectation(StructPattern.Parse(text));

    // What looks like a capture would wait for a dollar and a brace.
    private static string Plain(string text) => TextMessage.Parse(Something(text), crlf: false).Names.FirstOrDefault() is { } name
        ? throw new FormatException($@"${{{name}}} is filled in where something is sent, not here; \$ is a dollar")
        : text;

    private static string Something(string text) => text.Length > 0 ? text : throw new FormatException("an empty text matches anything; an unset variable?");
}
