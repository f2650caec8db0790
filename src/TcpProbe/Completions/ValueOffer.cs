using TcpProbe.Core.Runs;
using TcpProbe.Options;
using TcpProbe.Values;

namespace TcpProbe.Completions;

/// <summary>What a shell offers for a value.</summary>
internal abstract record ValueOffer
{
    private ValueOffer()
    {
    }

    /// <summary>NoOffer.</summary>
    internal sealed record NoOffer : ValueOffer;

    /// <summary>One of a few words.</summary>
    internal sealed record OneOf(IReadOnlyList<string> Known) : ValueOffer;

    /// <summary>Words with commas between them, each once; or one that stands alone.</summary>
    internal sealed record SeveralOf(IReadOnlyList<string> Known, string Alone = "") : ValueOffer;

    /// <summary>The beginning of a value, of which the user knows the rest.</summary>
    internal sealed record BeginningOf(IReadOnlyList<string> Known) : ValueOffer;

    /// <summary>One of a few words, and behind it <c>=</c> and a file if wanted.</summary>
    internal sealed record WordAndFile(IReadOnlyList<string> Known) : ValueOffer;

    /// <summary>A file.</summary>
    internal sealed record AnyFile : ValueOffer;

    /// <summary>A host that the shell knows.</summary>
    internal sealed record AnyHost : ValueOffer;

    /// <summary>A service that the shell knows.</summary>
    internal sealed record AnyPort : ValueOffer;

    /// <summary>An interface of the machine.</summary>
    internal sealed record AnyInterface : ValueOffer;

    /// <summary>A congestion control algorithm of the kernel.</summary>
    internal sealed record AnyCongestion : ValueOffer;

    /// <summary>What is offered for the value of an option.</summary>
    public static ValueOffer Of(OptionSpec spec) => spec.Kind switch
    {
        _ when spec.Choices.Count > 0 => new OneOf(spec.Choices),
        ValueKind.Text => new NoOffer(),
        ValueKind.File => new AnyFile(),
        ValueKind.Host => new AnyHost(),
        ValueKind.Port => new AnyPort(),
        ValueKind.NetworkInterface => new AnyInterface(),
        ValueKind.Congestion => new AnyCongestion(),
        ValueKind.Report => new WordAndFile(OutputValue.Formats),
        ValueKind.Order => new SeveralOf(ExchangeOrder.Steps, ExchangeOrder.Default),
        ValueKind.DownReasons => new SeveralOf(DownReasons.Known),
        ValueKind.Condition => new BeginningOf([.. RunMetric.Names.Select(name => name + ":")]),
        ValueKind.Requirement => new OneOf(Requirements.Known),
        ValueKind.Mode => new OneOf(ListenMode.Names),
        _ => throw new ArgumentOutOfRangeException(nameof(spec)),
    };
}
