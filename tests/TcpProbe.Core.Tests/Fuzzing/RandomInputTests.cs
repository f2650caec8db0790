using CsCheck;
using TcpProbe.Fuzz;

namespace TcpProbe.Core.Tests.Fuzzing;

/// <summary>Inputs like those of the corpus and unlike any: what a parser may throw is a sentence, and what it takes reads back.</summary>
public sealed class RandomInputTests
{
    private static readonly Gen<byte> s_telling = Gen.OneOf(Gen.Byte, Gen.OneOf([.. "\\ :,.-+=<>@~!0x19\n\r\t#[]{}()$*?%szIhQ\0"u8.ToArray().Select(Gen.Const)]));

    public static TheoryData<string> Targets => [.. ParserTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_change_of_an_input_breaks_a_promise(string target)
    {
        byte[][] corpus = [.. Corpus.Of(target).Select(input => input.Input)];
        Gen.Select(Gen.Int[0, corpus.Length - 1], Gen.Int[0, 200], Gen.Int[0, 8], s_telling.Array[0, 8]).Sample(
            (which, at, dropped, put) =>
            {
                byte[] input = corpus[which];
                int start = Math.Min(at, input.Length), end = Math.Min(start + dropped, input.Length);
                ParserTargets.All[target]([.. input[..start], .. put, .. input[end..]]);
            },
            iter: target == "exchange" ? 300 : 2000);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_noise_breaks_a_promise(string target) => s_telling.Array[0, 60].Sample(input => ParserTargets.All[target](input), iter: 1000);
}
