using TcpProbe.Tests.Docs;

namespace TcpProbe.Fuzz;

/// <summary>The inputs in tests/fuzz/corpus, for the tests that replay them.</summary>
internal static class Corpus
{
    private const int MostFiles = 20, MostBytes = 200;

    /// <summary>Those of a target, each under its name: some, few and small.</summary>
    public static IReadOnlyList<(string Name, byte[] Input)> Of(string target)
    {
        (string, byte[])[] inputs = [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "fuzz", "corpus", target)).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
        Promise.Holds(inputs.Length is > 0 and <= MostFiles && inputs.All(input => input.Item2.Length <= MostBytes), $"the corpus of {target} is small and not empty");
        return inputs;
    }
}
