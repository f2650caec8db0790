using System.CommandLine;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>What is said and what must come back, step by step, in the order of the command line.</summary>
internal sealed class StepOptions : OrderedOptions<ExchangeStep>
{
    private readonly OfferedOption<bool> _crlf;
    private readonly OfferedOption<int?> _maxReply;

    public StepOptions()
        : base("Steps, in the order in which they stand (instead of that exchange)")
    {
        Send(new("--send", "send this (the same escapes); ${NAME} a capture") { ValueName = "TEXT", Everyday = true }, (text, parsed) => TextMessage.Parse(Something(text), Crlf(parsed)));
        Send(new("--send-line", @"send this and a \n") { ValueName = "TEXT" }, (text, parsed) => TextMessage.Line(text, Crlf(parsed)));
        Send(new("--send-hex", "send these bytes") { ValueName = "HEX" }, (text, _) => new FixedMessage(Something(HexText.Parse(text))));
        EachValue(new("--send-file", "send what a file holds, - for stdin") { ValueName = "PATH", Kind = ValueKind.File }, path => new SendStep("send-file", new FixedMessage(PayloadFile.Read(path))));
        Send(new("--send-struct", "send a struct, as --payload does") { ValueName = "'FORMAT V V …'" }, (text, _) => StructMessage.Parse(text));
        Expect(new("--expect", "this must come somewhere in what comes") { ValueName = "TEXT", Everyday = true }, ExpectationText.Anywhere);
        Expect(new("--expect-start", "this must come next; the first wrong byte fails") { ValueName = "TEXT" }, ExpectationText.Start);
        Expect(new("--expect-regex", "this must match somewhere; (?<NAME>…) captures") { ValueName = "RE" }, ExpectationText.Regex);
        Expect(new("--expect-hex", "bytes that must come somewhere") { ValueName = "HEX" }, ExpectationText.Hex);
        Expect(new("--expect-struct", "this must come next; * any, 2.5~0.01 near, 1..9 within") { ValueName = "'FORMAT V V …'" }, ExpectationText.Struct);
        EachFlag(new("--expect-close", "the peer must close (FIN)"), () => new ExpectCloseStep());
        EachValue(new("--expect-silence", "nothing may come for so long") { ValueName = "D" }, text => new ExpectSilenceStep(Duration.ParseLimit(text)));
        EachValue(new("--starttls", "ask for TLS in the words of a protocol, then go on over it") { ValueName = "PROTOCOL", Choices = StartTlsProtocol.Names }, text => new StartTlsStep(StartTlsProtocol.Named(Spelling.Demand(text, StartTlsProtocol.Names))));
        EachValue(new("--pause", "wait so long") { ValueName = "D" }, text => new PauseStep(Duration.ParseLimit(text)));
        EachValue(new("--stay", "the connection must stay open for so long") { ValueName = "D", Everyday = true }, text => new StayStep(Duration.ParseLimit(text)));
        EachFlag(new("--half-close", "say that no more will be sent (FIN), and go on reading"), () => new HalfCloseStep());
        _crlf = Flag(new("--crlf", @"send each \n of TEXT that has no \r before it as \r\n"));
        _maxReply = Value<int?>(new("--max-reply", "the most bytes that one expectation looks through") { ValueName = "SIZE", Default = "64k" }, text => Exchange.ParseMaxReply(text));
    }

    /// <summary>Whether one of them sends what comes from stdin.</summary>
    public bool ReadsStdin(ParseResult parsed) => Times(parsed, "--send-file", InputFile.Stdin) > 0;

    /// <summary>The steps.</summary>
    /// <exception cref="UsageException">One has a mistake, or they contradict each other.</exception>
    public ChosenSteps Bind(ParseResult parsed)
    {
        if (Times(parsed, "--send-file", InputFile.Stdin) > 1) throw new UsageException("--send-file - is given twice; stdin is read once");
        ExchangeStep[] steps = Array.ConvertAll(InOrder(parsed), given => given.Item);
        StepOrder.Demand(steps, _maxReply.In(parsed));
        return new ChosenSteps(steps, _maxReply.In(parsed) ?? Exchange.DefaultMaxReply, Crlf(parsed));
    }

    private void Send(OptionSpec spec, Func<string, ParseResult, MessageTemplate> read) =>
        EachText(spec, (text, parsed) => new SendStep(StepName(spec), read(text, parsed)));

    private void Expect(OptionSpec spec, Func<string, Expectation> read) => EachText(spec, text => new ExpectStep(StepName(spec), read(text)));

    private bool Crlf(ParseResult parsed) => _crlf.In(parsed);

    private static string StepName(OptionSpec spec) => spec.Name["--".Length..];

    private static string Something(string text) => text.Length > 0 ? text : throw new FormatException("an empty text sends nothing; an unset variable?");

    private static byte[] Something(byte[] bytes) => bytes.Length > 0 ? bytes : throw new FormatException("no hex digits send nothing; an unset variable?");
}
