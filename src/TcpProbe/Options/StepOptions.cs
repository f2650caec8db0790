using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>What is said and what must come back, step by step, in the order of the command line.</summary>
internal sealed class StepOptions : OptionGroup
{
    private const string Escaped = @"escapes \r \n \t \\ \0 \xHH \$";

    private const int MostBytes = 256 * 1024 * 1024;

    private readonly Option<bool> _crlf;
    private readonly Option<int?> _maxReply;

    public StepOptions()
        : base("Steps, in the order in which they stand (instead of that exchange)")
    {
        Each(new("--send", $"send exactly this; {Escaped}, ${{NAME}} for a capture") { ValueName = "TEXT", Everyday = true });
        Each(new("--send-line", @"send this and a \n") { ValueName = "TEXT" });
        Each(new("--send-hex", "send these bytes") { ValueName = "HEX" });
        Each(new("--send-file", "send what a file holds, - for stdin") { ValueName = "PATH" });
        Each(new("--send-struct", "send a struct, as --payload does") { ValueName = "'FORMAT V V …'", Everyday = true });
        Each(new("--expect", "must come somewhere in what comes") { ValueName = "TEXT", Everyday = true });
        Each(new("--expect-start", "must come next; the first wrong byte fails") { ValueName = "TEXT" });
        Each(new("--expect-regex", "must match somewhere; (?<NAME>…) captures") { ValueName = "RE", Everyday = true });
        Each(new("--expect-hex", "bytes that must come somewhere") { ValueName = "HEX" });
        Each(new("--expect-struct", "must come next, field by field; * is any, 2.5~0.01 near, 1..9 between") { ValueName = "'FORMAT V V …'", Everyday = true });
        Each(new("--expect-close", "the peer must close (FIN)"));
        Each(new("--expect-silence", "nothing may come for so long") { ValueName = "D" });
        Each(new("--starttls", "ask for TLS in the words of a protocol, then go on over it") { ValueName = "PROTOCOL", Choices = StartTlsProtocol.Names });
        Each(new("--pause", "wait") { ValueName = "D" });
        Each(new("--stay", "must still be open then: no proxy without a backend") { ValueName = "D", Everyday = true });
        Each(new("--half-close", "say that no more will be sent (FIN), and go on reading"));
        _crlf = Flag(new("--crlf", @"send each \n of TEXT that has no \r before it as \r\n"));
        _maxReply = Value<int?>(new("--max-reply", "the most bytes that one expectation looks through") { ValueName = "SIZE", Default = "64k" }, MaxReply);
    }

    /// <summary>The steps.</summary>
    /// <exception cref="UsageException">One has a mistake, or they contradict each other.</exception>
    public ChosenSteps Bind(ParseResult parsed)
    {
        bool crlf = parsed.GetValue(_crlf);
        int stdins = parsed.Tokens.Zip(parsed.Tokens.Skip(1), (option, value) => option.Value == "--send-file" && value.Value == PayloadFile.Stdin).Count(reads => reads);
        if (stdins > 1) throw new UsageException("--send-file - is given twice; stdin is read once");
        List<ExchangeStep> steps = [];
        for (int i = 0; i < parsed.Tokens.Count; i++)
        {
            Token token = parsed.Tokens[i];
            if (token.Type != TokenType.Option || StepWord.Named(token.Value) is not { } word) continue;
            steps.Add(word.Read(word.TakesValue ? parsed.Tokens[i + 1].Value : string.Empty, crlf));
        }

        StepOrder.Demand(steps, parsed.GetValue(_maxReply));
        return new ChosenSteps(steps, parsed.GetValue(_maxReply) ?? Exchange.DefaultMaxReply, crlf);
    }

    // A pattern looks through text, of which there can be twice as much as of bytes.
    private static int? MaxReply(string text) => ByteSize.Parse(text) is <= MostBytes and var size ? size : throw new FormatException("is too large; at most 256 MiB");
}
