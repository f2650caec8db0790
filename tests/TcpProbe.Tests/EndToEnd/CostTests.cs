using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>What a probe may cost. Times are measured by bench/run; here stand the figures that no busy machine changes.</summary>
[Trait("Category", "Process")]
public sealed class CostTests
{
    /// <summary>What <c>-z</c> took when it was measured last; whoever lowers it writes the new number here.</summary>
    private const long PlainProbe = 1_861_000;

    /// <summary>One environment and another differ by less than a hundredth; the rest is room for a new option.</summary>
    private const double Room = 1.1;

    private const long LargestProgram = 8_000_000;

    [CountedFact]
    public void A_plain_probe_executes_no_more_than_it_did()
    {
        using UntouchedPeer peer = new();
        long executed = Callgrind.OwnInstructions("127.0.0.1", peer.Port, "-z");
        Assert.InRange(executed, PlainProbe / 10, (long)(PlainProbe * Room));
    }

    [NativeFact]
    public void The_program_stays_small() => Assert.InRange(new FileInfo(Tool.Command[0]).Length, 1, LargestProgram);
}
