using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Payloads;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>An option that is a step of the exchange, and how its value becomes one.</summary>
/// <param name="Name">The option.</param>
/// <param name="Parse">The step of a value; a <see cref="FormatException"/> says what is wrong with it.</param>
/// <param name="IsWord">Whether the value is a word that a message can repeat, rather than a text of its own.</param>
internal sealed record StepWord(string Name, Func<string, bool, ExchangeStep> Parse, bool IsWord = false)
{
    private static readonly StepWord[] s_all =
    [
        new("--send", (text, crlf) => new SendStep("send", TextMessage.Parse(Something(text), crlf))),
        new("--send-line", (text, crlf) => new SendStep("send-line", TextMessage.Line(text, crlf))),
        new("--send-hex", (text, _) => new SendStep("send-hex", new FixedMessage(Something(HexText.Parse(text))))),
        new("--send-file", (path, _) => new SendStep("send-file", new FixedMessage(PayloadFile.Read(path))), IsWord: true),
        new("--send-struct", (text, _) => new SendStep("send-struct", StructMessage.Parse(text))),
        new("--expect", (text, _) => new ExpectStep("expect", new TextExpectation(EscapedText.Parse(Anything(text))))),
        new("--expect-start", (text, _) => new ExpectStep("expect-start", new StartExpectation(EscapedText.Parse(Anything(text))))),
        new("--expect-regex", (text, _) => new ExpectStep("expect-regex", RegexExpectation.Parse(text))),
        new("--expect-hex", (text, _) => new ExpectStep("expect-hex", new TextExpectation(HexText.Parse(Anything(text))))),
        new("--expect-struct", (text, _) => new ExpectStep("expect-struct", new StructExpectation(StructPattern.Parse(text)))),
        new("--expect-close", (_, _) => new ExpectCloseStep()) { TakesValue = false },
        new("--expect-silence", (text, _) => new ExpectSilenceStep(Duration.ParseLimit(text)), IsWord: true),
        new("--starttls", (text, _) => new StartTlsStep(StartTlsProtocol.Named(text)), IsWord: true),
        new("--pause", (text, _) => new PauseStep(Duration.ParseLimit(text)), IsWord: true),
        new("--stay", (text, _) => new StayStep(Duration.ParseLimit(text)), IsWord: true),
        new("--half-close", (_, _) => new HalfCloseStep()) { TakesValue = false },
    ];

    /// <summary>Whether a value follows it.</summary>
    public bool TakesValue { get; init; } = true;

    /// <summary>The step option of that name, <c>null</c> if it is another option.</summary>
    public static StepWord? Named(string name) => Array.Find(s_all, word => word.Name == name);

    /// <summary>The step of a value.</summary>
    /// <exception cref="UsageException">The value has a mistake.</exception>
    public ExchangeStep Read(string value, bool crlf)
    {
        try
        {
            return Parse(value, crlf);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(IsWord ? $"{Name} {Shown.Word(value)} {wrong.Message}" : $"{Name}: {wrong.Message}");
        }
    }

    private static string Something(string text) => text.Length > 0
        ? text
        : throw new FormatException("an empty text sends nothing; an unset variable?");

    private static byte[] Something(byte[] bytes) => bytes.Length > 0 ? bytes : throw new FormatException("no hex digits send nothing; an unset variable?");

    private static string Anything(string text) => text.Length > 0 ? text : throw new FormatException("an empty text matches anything; an unset variable?");
}
