using CsCheck;
using TcpProbe.Fuzz;

namespace TcpProbe.Exporter.Tests.Fuzzing;

/// <summary>The inputs that tests/fuzz/run begins with and has found, without the fuzzer, and others like them.</summary>
public sealed class ExporterInputTests
{
    private static readonly Gen<byte> s_telling = Gen.OneOf(Gen.Byte, Gen.OneOf([.. "\\ :,.-+=<>@~!0x19\n\r\t#[]{}()$*?%|&'\"/smhQpL\0"u8.ToArray().Select(Gen.Const)]));

    public static TheoryData<string> Targets => [.. ExporterTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_of_the_corpus_breaks_a_promise(string target)
    {
        foreach ((string name, byte[] input) in Corpus.Of(target))
        {
            Exception? thrown = Record.Exception(() => ExporterTargets.All[target](input));
            Assert.True(thrown is null, $"{name}: {thrown}");
        }
    }

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
                ExporterTargets.All[target]([.. input[..start], .. put, .. input[end..]]);
            },
            iter: target.StartsWith("go-", StringComparison.Ordinal) ? 500 : 2000);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_noise_breaks_a_promise(string target) => s_telling.Array[0, 60].Sample(input => ExporterTargets.All[target](input), iter: 1000);
}
