using TcpProbe.Core.Tests.Harness;
using TcpProbe.Fuzz;

namespace TcpProbe.Exporter.Tests.Fuzzing;

/// <summary>The inputs that tests/fuzz/run begins with and has found, without the fuzzer, and others like them.</summary>
public sealed class ExporterInputTests
{
    private static readonly byte[] s_signs = [.. "\\ :,.-+=<>@~!0x19\n\r\t#[]{}()$*?%|&'\"/smhQpL\0"u8];

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

    // A pattern takes .NET a while to build.
    [Theory]
    [MemberData(nameof(Targets))]
    public void No_change_of_an_input_breaks_a_promise(string target) => Of(target).Change(times: target.StartsWith("go-", StringComparison.Ordinal) ? 500 : 2000);

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_noise_breaks_a_promise(string target) => Of(target).MakeUp(times: 1000);

    private static RandomInput Of(string target) => new(target, ExporterTargets.All[target], s_signs);
}
