using System.CommandLine;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Responding;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>What the loopback peer says.</summary>
internal sealed class AnswerOptions : OptionGroup
{
    private readonly OfferedOption<ReadOnlyMemory<byte>?> _banner;
    private readonly OfferedOption<ReadOnlyMemory<byte>?>[] _replies;

    public AnswerOptions()
        : base(@"Answer (TEXT: escapes \r \n \t \\ \0 \xHH \$)")
    {
        _banner = Text<ReadOnlyMemory<byte>?>(new("--banner", "send this to whoever connects") { ValueName = "TEXT" }, text => EscapedText.Parse(text));
        _replies =
        [
            Text<ReadOnlyMemory<byte>?>(new("--reply", "answer each piece that comes with this") { ValueName = "TEXT" }, text => EscapedText.Parse(text)),
            Text<ReadOnlyMemory<byte>?>(new("--reply-hex", "the same, in hex digits") { ValueName = "HEX" }, text => HexText.Parse(text)),
            Value<ReadOnlyMemory<byte>?>(new("--reply-file", "the same, the bytes of a file, - for stdin") { ValueName = "PATH", Kind = ValueKind.File }, text => PayloadFile.Read(text)),
            Text<ReadOnlyMemory<byte>?>(new("--reply-struct", "the same, a struct") { ValueName = "'FORMAT V V …'" }, text => ((FixedMessage)SendStep.Payload(text).Message).Bytes),
        ];
    }

    /// <summary>The terms with these answers.</summary>
    /// <exception cref="UsageException">There is more than one reply.</exception>
    public ResponderTerms Bind(ParseResult parsed, ResponderTerms terms)
    {
        OfferedOption<ReadOnlyMemory<byte>?>[] given = [.. _replies.Where(reply => reply.On(parsed) is not null)];
        if (given.Length > 1) throw new UsageException($"{given[0].Spec.Name} and {given[1].Spec.Name} contradict each other; write one of them");
        ReadOnlyMemory<byte>? reply = given.Length == 0 ? null : given[0].In(parsed);
        if (reply is { IsEmpty: true }) throw new UsageException($"{given[0].Spec.Name} has no bytes; --mode silent answers nothing");
        return terms with { Banner = _banner.In(parsed) ?? default, Reply = reply };
    }
}
