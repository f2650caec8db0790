using CsCheck;
using TcpProbe.Fuzz;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>Inputs of a fuzzed target at random: like those of its corpus, and unlike any.</summary>
/// <param name="target">The target, by the name of its corpus.</param>
/// <param name="run">What reads an input, and throws where a promise is broken.</param>
/// <param name="signs">The bytes that mean something to it, which come more often than others.</param>
internal sealed class RandomInput(string target, Action<byte[]> run, ReadOnlyMemory<byte> signs)
{
    private readonly Gen<byte> _telling = Gen.OneOf(Gen.Byte, Gen.OneOf([.. signs.ToArray().Select(Gen.Const)]));

    /// <summary>Reads inputs of the corpus with a few bytes dropped, and others put there.</summary>
    public void Change(int times)
    {
        byte[][] corpus = [.. Corpus.Of(target).Select(input => input.Input)];
        Gen.Select(Gen.Int[0, corpus.Length - 1], Gen.Int[0, 200], Gen.Int[0, 8], _telling.Array[0, 8]).Sample(
            (which, at, dropped, put) =>
            {
                byte[] input = corpus[which];
                int start = Math.Min(at, input.Length), end = Math.Min(start + dropped, input.Length);
                run([.. input[..start], .. put, .. input[end..]]);
            },
            iter: times);
    }

    /// <summary>Reads noise.</summary>
    public void MakeUp(int times) => _telling.Array[0, 60].Sample(run, iter: times);
}
