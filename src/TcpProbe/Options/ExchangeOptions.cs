using System.CommandLine;
using TcpProbe.Core.Exchanges;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>What to say and what to wait for.</summary>
internal sealed class ExchangeOptions : OptionGroup
{
    private readonly Option<bool> _connectOnly;
    private readonly Option<SendStep?> _line;
    private readonly Option<SendStep?> _payload;
    private readonly Option<IReadOnlyList<string>?> _order;
    private readonly Option<int?> _replySize;
    private readonly Option<int?> _replyExactly;

    public ExchangeOptions()
        : base("Exchange (the line, the struct, then one reply, unless told otherwise)")
    {
        _connectOnly = Flag(new("--connect-only", "connect and send nothing") { Aliases = ["-z"], Everyday = true });
        _line = Text<SendStep>(new("--line", @"the line to send, a line feed at its end; escapes \r \n \t \\ \0 \xHH \$") { ValueName = "TEXT", Default = Exchange.DefaultLine, Everyday = true }, SendStep.Line);
        _payload = Text<SendStep>(new("--payload", $"the struct to send, in the format of Python's struct; '{Exchange.DefaultPayload}' unless given") { ValueName = "'FORMAT V V …'", Everyday = true }, SendStep.Payload);
        _order = Value(new("--exchange", "the order of line, payload and reply, or default") { ValueName = "WORDS", Default = "line,payload,reply" }, ExchangeOrder.Parse);
        _replySize = Value<int?>(new("--reply-size", "take at most so many bytes of the reply") { ValueName = "SIZE", Default = $"{Exchange.DefaultReplySize}" }, text => ByteSize.Parse(text));
        _replyExactly = Value<int?>(new("--reply-exactly", "wait until so many bytes of the reply have come") { ValueName = "SIZE" }, text => ByteSize.Parse(text));
    }

    /// <summary>The exchange.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public Exchange Bind(ParseResult parsed)
    {
        SendStep? line = parsed.GetValue(_line), payload = parsed.GetValue(_payload);
        IReadOnlyList<string>? order = parsed.GetValue(_order);
        ReplyStep? reply = Reply(parsed.GetValue(_replySize), parsed.GetValue(_replyExactly));
        if (parsed.GetValue(_connectOnly))
        {
            string? other = line is not null ? "--line" : payload is not null ? "--payload" : order is not null ? "--exchange" : reply is not null ? "a reply option" : null;
            return other is null ? Exchange.None : throw new UsageException($"-z sends nothing, and {other} wants a conversation; drop one of them");
        }

        if (line is null && payload is null && reply is null && order is null or { Count: 0 }) return Exchange.Default;
        IReadOnlyList<string> words = order is { Count: > 0 } ? order : ExchangeOrder.Of(line is not null, payload is not null);
        Demand(words, "line", line is not null, "--line");
        Demand(words, "payload", payload is not null, "--payload");
        Demand(words, "reply", reply is not null, reply is { Exactly: true } ? "--reply-exactly" : "--reply-size");
        ExchangeStep Step(string word) => word switch
        {
            "line" => line ?? SendStep.Line(Exchange.DefaultLine),
            "payload" => payload ?? SendStep.Payload(Exchange.DefaultPayload),
            _ => reply ?? new ReplyStep(Exchange.DefaultReplySize, Exactly: false),
        };
        return new Exchange(ExchangeKind.Custom, [.. words.Select(Step)]);
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
