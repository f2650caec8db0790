using TcpProbe.Fuzz;

namespace TcpProbe.Core.Tests.Fuzzing;

/// <summary>The inputs that tests/fuzz/run begins with and has found, without the fuzzer.</summary>
public sealed class ParserCorpusTests
{
    public static TheoryData<string> Targets => [.. ParserTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_of_the_corpus_breaks_a_promise(string target)
    {
        foreach ((string name, byte[] input) in Corpus.Of(target))
        {
            Exception? thrown = Record.Exception(() => ParserTargets.All[target](input));
            Assert.True(thrown is null, $"{name}: {thrown}");
        }
    }

    [Fact]
    public void A_promise_can_be_broken()
    {
        Assert.Throws<BrokenPromiseException>(() => Promise.IsShowable("a\u202eb"));
        Assert.Throws<BrokenPromiseException>(() => Promise.IsShowable("\u009b31m"));
        Assert.Throws<BrokenPromiseException>(() => Promise.IsShowable($"half {'\ud83d'}"));
        Assert.Throws<BrokenPromiseException>(() => Promise.OrRefused<string>(() => throw new FormatException("bad \u001b[2J")));
        Assert.Throws<OverflowException>(() => Promise.OrRefused<string>(() => throw new OverflowException()));
    }
}
