using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Responding;

/// <summary>What a <see cref="Responder"/> says to its peers and demands of them, whatever its behaviour.</summary>
public sealed record ResponderTerms
{
    /// <summary>What is sent to whoever connects, before anything is read; empty for nothing.</summary>
    public ReadOnlyMemory<byte> Banner { get; init; }

    /// <summary>What each request is answered with; <c>null</c> for what the behaviour says by itself.</summary>
    public ReadOnlyMemory<byte>? Reply { get; init; }

    /// <summary>The wait before each answer, and before the close, the reset or the flood.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What each request must hold, in this order; a peer that sends anything else is reset. Empty for nothing.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>The struct that the bytes of a peer are told as; <c>null</c> for bytes as they come.</summary>
    public StructFormat? Unpack { get; init; }

    /// <summary>The certificate to speak TLS with; <c>null</c> for plain TCP.</summary>
    public ResponderIdentity? Identity { get; init; }

    /// <summary>How many connections to serve, all in all; <c>null</c> for no end.</summary>
    public int? Connections { get; init; }
}
