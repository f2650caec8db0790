using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Tests.Payloads;

/// <summary>The table that CPython made (tests/tools/struct_vectors.py says how to make it again).</summary>
public sealed class StructVectorTests
{
    private static readonly string[][] Rows = ReadRows();

    [Fact]
    public void Every_struct_packs_into_the_bytes_that_CPython_packs() => Assert.All(Accepted(), row =>
    {
        (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(row[0]);
        Assert.Equal(row[1], Convert.ToHexStringLower(StructPacker.Pack(format, values)));
    });

    [Fact]
    public void Every_struct_unpacks_into_the_values_that_CPython_unpacks() => Assert.All(Accepted(), row =>
    {
        string format = row[0][..row[0].LastIndexOf(':')];
        IReadOnlyList<StructValue> expected = StructText.Parse($"{format}: {row[2]}").Values;
        Assert.Equal(expected, StructUnpacker.Unpack(StructFormat.Parse(format), Convert.FromHexString(row[1])));
    });

    [Fact]
    public void Every_struct_that_CPython_refuses_is_refused() =>
        Assert.All(Rows.Except(Accepted()), row => Assert.Throws<FormatException>(() => StructText.Parse(row[0])));

    [Fact]
    public void The_table_has_cases_of_both_kinds()
    {
        Assert.InRange(Accepted().Count(), 100, int.MaxValue);
        Assert.InRange(Rows.Length - Accepted().Count(), 40, int.MaxValue);
    }

    private static IEnumerable<string[]> Accepted() => Rows.Where(row => row[1] != "error");

    private static string[][] ReadRows()
    {
        using Stream table = typeof(StructVectorTests).Assembly.GetManifestResourceStream("struct_vectors.txt")!;
        using StreamReader reader = new(table);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }
}
