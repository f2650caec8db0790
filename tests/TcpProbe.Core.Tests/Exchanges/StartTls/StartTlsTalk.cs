using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges.StartTls;

/// <summary>The talk of one protocol with a peer whose answers are written down: one after each thing we say.</summary>
internal static class StartTlsTalk
{
    /// <summary>What a protocol says to these answers, and how the step ends, however they are cut.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="answers">All that the peer says, in order, as Latin-1.</param>
    public static (StepEnd End, string Said) With(string protocol, string answers)
    {
        (StepEnd, string)[] seen = [.. Cuts.Of(Encoding.Latin1.GetBytes(answers)).Select(pieces => Once(protocol, pieces)).Distinct()];
        Assert.True(seen.Length == 1, string.Join(" or ", seen));
        return seen[0];
    }

    /// <summary>How what came differs from what was wanted, with the answers in one piece.</summary>
    public static Mismatch Mismatch(string protocol, string answers) =>
        Talking.Hold([Encoding.Latin1.GetBytes(answers)], Step(protocol)).Last!.Mismatch!;

    /// <summary>The step.</summary>
    public static StartTlsStep Step(string protocol) => new(StartTlsProtocol.Named(protocol));

    private static (StepEnd, string) Once(string protocol, byte[][] pieces)
    {
        Talking talking = new();
        return (talking.With(pieces, Step(protocol)).Last!.End, Encoding.Latin1.GetString(talking.Said));
    }
}
