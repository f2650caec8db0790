using System.CommandLine;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>What to say and what to wait for.</summary>
internal sealed class ExchangeOptions : OptionGroup
{
    private readonly OfferedOption<bool> _connectOnly;
    private readonly OfferedOption<string> _line;
    private readonly OfferedOption<SendStep> _payload;
    private readonly OfferedOption<IReadOnlyList<string>> _order;
    private readonly OfferedOption<int?> _replySize;
    private readonly OfferedOption<int?> _replyExactly;
    private readonly OfferedOption<StructFormat> _replyStruct;

    public ExchangeOptions()
        : base(@"Exchange (line, struct, then one reply; TEXT: escapes \r \n \t \\ \0 \xHH \$)")
    {
        _connectOnly = Flag(new("--connect-only", "connect and send nothing") { Aliases = ["-z"], Everyday = true });
        _line = Text<string>(new("--line", "the line to send, a line feed at its end") { ValueName = "TEXT", Default = Exchange.DefaultLine, Everyday = true }, TextOfLine);
        _payload = Text<SendStep>(new("--payload", "the struct to send, as Python's struct has it") { ValueName = "'FORMAT V V …'", Default = $"'{Exchange.DefaultPayload}'" }, SendStep.Payload);
        _order = Value(new("--exchange", "the order of line, payload and reply, or default") { ValueName = "WORDS", Kind = ValueKind.Order, Default = "line,payload,reply" }, ExchangeOrder.Parse);
        _replySize = Value<int?>(new("--reply-size", "take at most so many bytes of the reply") { ValueName = "SIZE", Default = Exchange.DefaultReplySize }, text => ByteSize.Parse(text));
        _replyExactly = Value<int?>(new("--reply-exactly", "wait until so many bytes of the reply have come") { ValueName = "SIZE" }, text => ByteSize.Parse(text));
        _replyStruct = Text(new("--reply-struct", "show the reply as a struct too, in -v and JSON") { ValueName = "FORMAT" }, ReplyFormat);
    }

    /// <summary>The layout in which the reply is shown.</summary>
    public StructFormat? BindReplyStruct(ParseResult parsed) => _replyStruct.In(parsed);

    /// <summary>The exchange.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="steps">The steps that it names one by one.</param>
    /// <param name="tls">Whether there is TLS, which alone is enough of a probe.</param>
    /// <param name="areListed">Whether it is for listed targets, to which the default exchange is not sent unasked.</param>
    /// <param name="wantsDown">Whether the targets are wanted closed, which needs no word.</param>
    /// <exception cref="UsageException">Options contradict each other, or none says what to do with listed targets.</exception>
    public Exchange Bind(ParseResult parsed, ChosenSteps steps, bool tls, bool areListed, bool wantsDown)
    {
        string? silent = _connectOnly.In(parsed) ? "-z sends nothing" : wantsDown ? "--until down sends nothing" : null;
        if (steps.Any) return BindSteps(parsed, steps, silent);
        SendStep? line = Line(parsed, steps.Crlf), payload = _payload.In(parsed);
        IReadOnlyList<string>? order = _order.In(parsed);
        ReplyStep? reply = Reply(_replySize.In(parsed), _replyExactly.In(parsed));
        if (silent is not null)
        {
            bool hears = reply is not null || _replyStruct.On(parsed) is not null;
            string? other = line is not null ? "--line" : payload is not null ? "--payload" : order is not null ? "--exchange" : hears ? "a reply option" : null;
            return other is null ? Silence(parsed, steps, wantsDown ? "--until down" : "-z") : throw Contradicts(silent, other);
        }

        bool isUnchanged = line is null && payload is null && reply is null && order is null or { Count: 0 };
        if (isUnchanged && tls && order is null) return Silence(parsed, steps, "--tls");
        if (isUnchanged && !steps.Crlf)
        {
            // A list may hold ports of services that would choke on it.
            bool isUnasked = areListed && FirstGiven(parsed) is null;
            return isUnasked ? throw new UsageException("several ports or --targets get no default exchange unasked; add -z to connect only, or --exchange default to send it") : Exchange.Default;
        }

        IReadOnlyList<string> words = order is { Count: > 0 } ? order : ExchangeOrder.Of(line is not null, payload is not null);
        Demand(words, "line", line is not null, "--line");
        Demand(words, "payload", payload is not null, "--payload");
        Demand(words, "reply", reply is not null, reply is { Exactly: true } ? "--reply-exactly" : "--reply-size");
        Demand(words, "reply", _replyStruct.On(parsed) is not null, "--reply-struct");
        ExchangeStep Step(string word) => word switch
        {
            "line" => line ?? SendStep.Line(Exchange.DefaultLine, steps.Crlf),
            "payload" => payload ?? SendStep.Payload(Exchange.DefaultPayload),
            _ => reply ?? new ReplyStep(Exchange.DefaultReplySize, Exactly: false),
        };
        return new Exchange(ExchangeKind.Custom, [.. words.Select(Step)]);
    }

    private Exchange BindSteps(ParseResult parsed, ChosenSteps steps, string? silent)
    {
        if (FirstGiven(parsed, except: _connectOnly) is { } other)
            throw new UsageException($"{other.Spec.Name} belongs to the line-struct-reply exchange, and {steps.FirstName} replaces it; {InsteadOf(other.Spec.Name)}");
        if (silent is not null && steps.FirstTalking is { } talking) throw Contradicts(silent, talking);
        return new Exchange(ExchangeKind.Custom, steps.Steps) { MaxReply = steps.MaxReply };
    }

    private static string InsteadOf(string name) => name switch
    {
        "--line" => "as a step it is --send-line",
        "--payload" => "as a step it is --send-struct",
        _ => "drop one of them",
    };

    // What would change words that are not spoken is a mistake, not a nothing.
    private Exchange Silence(ParseResult parsed, ChosenSteps steps, string alone)
    {
        if (steps.Crlf) throw new UsageException($"--crlf ends lines, and {alone} alone sends none");
        if (_replyStruct.On(parsed) is not null) throw new UsageException($"--reply-struct reads a reply, and {alone} alone hears none");
        return Exchange.None;
    }

    private SendStep? Line(ParseResult parsed, bool crlf) => _line.In(parsed) is { } text ? SendStep.Line(text, crlf) : null;

    // Read twice: mistakes are told with the option, the line ends belong to another one.
    private static string TextOfLine(string text)
    {
        _ = SendStep.Line(text);
        return text;
    }

    private static UsageException Contradicts(string what, string other) => new($"{what}, and {other} wants a conversation; drop one of them");

    private static StructFormat ReplyFormat(string text)
    {
        StructFormat format = StructFormat.Parse(text);
        return format.Size <= Core.Exchanges.Reply.KeptBytes ? format : throw new FormatException($"{format.Size} bytes are more than the {Core.Exchanges.Reply.KeptBytes} of a reply that are kept");
    }

    private static ReplyStep? Reply(int? size, int? exactly)
    {
        if (size is not null && exactly is not null) throw new UsageException("--reply-size and --reply-exactly contradict each other; write one of them");
        return exactly is { } all ? new ReplyStep(all, Exactly: true) : size is { } most ? new ReplyStep(most, Exactly: false) : null;
    }

    private static void Demand(IReadOnlyList<string> words, string word, bool given, string option)
    {
        if (given && !words.Contains(word)) throw new UsageException($"{option} is given, but --exchange leaves {word} out");
    }
}
