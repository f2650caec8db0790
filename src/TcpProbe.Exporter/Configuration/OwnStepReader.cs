using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads the steps of our own, each called as on the command line.</summary>
internal static class OwnStepReader
{
    /// <summary>Their keys.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "send_bytes", "send_hex", "send_struct", "expect_text", "expect_start", "expect_regex", "expect_hex", "expect_struct", "expect_close", "expect_silence",
        "pause", "stay", "half_close",
    ];

    /// <summary>The step of a key; <c>null</c> for one that is switched off.</summary>
    /// <param name="key">The key.</param>
    /// <param name="field">Its value.</param>
    /// <param name="captures">What the steps before capture.</param>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static ExchangeStep? Read(string key, YamlField field, IReadOnlySet<string> captures)
    {
        string name = key.Replace('_', '-');
        return key switch
        {
            "send_bytes" when field.IsBinary => new SendStep(name, new FixedMessage(Something(field.Bytes(), field))),
            "send_bytes" => Send(name, field, captures, text => TextMessage.Parse(text, crlf: false)),
            "send_hex" => Send(name, field, captures, text => new FixedMessage(HexText.Parse(text))),
            "send_struct" => Send(name, field, captures, StructMessage.Parse),
            "expect_text" when field.IsBinary => new ExpectStep(name, new TextExpectation(field.Bytes())),
            "expect_text" => Expect(name, field, ExpectationText.Anywhere),
            "expect_start" when field.IsBinary => new ExpectStep(name, new StartExpectation(field.Bytes())),
            "expect_start" => Expect(name, field, ExpectationText.Start),
            "expect_regex" => Expect(name, field, ExpectationText.Regex),
            "expect_hex" => Expect(name, field, ExpectationText.Hex),
            "expect_struct" => Expect(name, field, ExpectationText.Struct),
            "expect_close" => field.Flag() ? new ExpectCloseStep() : null,
            "expect_silence" => new ExpectSilenceStep(field.Value(OwnTime.Parse)),
            "pause" => new PauseStep(field.Value(OwnTime.Parse)),
            "stay" => new StayStep(field.Value(OwnTime.Parse)),
            "half_close" => field.Flag() ? new HalfCloseStep() : null,
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no step of ours"),
        };
    }

    private static ExpectStep Expect(string name, YamlField field, Func<string, Expectation> parse) => new(name, field.Sentence(parse));

    private static SendStep Send(string name, YamlField field, IReadOnlySet<string> captures, Func<string, MessageTemplate> parse)
    {
        _ = Something(field.Bytes(), field);

        // What is wrong with a value of a struct is said by quoting it, and it may be a password.
        MessageTemplate message = name == "send-struct" ? field.Unquoted(parse, "cannot be packed; tcpprobe --send-struct would say why") : field.Sentence(parse);
        if (message is FixedMessage { Bytes.Length: 0 }) throw field.Mistake("sends nothing");

        // What looks like a name may be a part of a password, too.
        return message.Names.Any(capture => !captures.Contains(capture))
            ? throw field.Mistake(@"nothing before it captures what it names in ${…}; expect_regex: '(?<name>…)' would, and \$ is a dollar")
            : new SendStep(name, message);
    }

    private static byte[] Something(byte[] bytes, YamlField field) => bytes.Length > 0 ? bytes : throw field.Mistake("an empty text sends nothing");
}
