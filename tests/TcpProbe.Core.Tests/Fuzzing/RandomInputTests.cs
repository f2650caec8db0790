using TcpProbe.Core.Tests.Harness;
using TcpProbe.Fuzz;

namespace TcpProbe.Core.Tests.Fuzzing;

/// <summary>Inputs like those of the corpus and unlike any: what a parser may throw is a sentence, and what it takes reads back.</summary>
public sealed class RandomInputTests
{
    private static readonly byte[] s_signs = [.. "\\ :,.-+=<>@~!0x19\n\r\t#[]{}()$*?%szIhQ\0"u8];

    public static TheoryData<string> Targets => [.. ParserTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_change_of_an_input_breaks_a_promise(string target) => Of(target).Change(times: target == "exchange" ? 300 : 2000);

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_noise_breaks_a_promise(string target) => Of(target).MakeUp(times: 1000);

    private static RandomInput Of(string target) => new(target, ParserTargets.All[target], s_signs);
}
