using TcpProbe.Fuzz;

namespace TcpProbe.Tests.Fuzzing;

/// <summary>The inputs that tests/fuzz/run begins with and has found, without the fuzzer.</summary>
public sealed class OptionCorpusTests
{
    public static TheoryData<string> Targets => [.. OptionTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_of_the_corpus_breaks_a_promise(string target)
    {
        foreach ((string name, byte[] input) in Corpus.Of(target))
        {
            Exception? thrown = Record.Exception(() => OptionTargets.All[target](input));
            Assert.True(thrown is null, $"{name}: {thrown}");
        }
    }
}
