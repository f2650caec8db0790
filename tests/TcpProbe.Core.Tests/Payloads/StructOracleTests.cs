using System.Globalization;
using System.Text;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Payloads;

/// <summary>Random structs beside CPython's own <c>struct</c>; the seeds make every run the same.</summary>
/// <remarks>How many they are is said by tests/tools/struct_oracle, a few without it.</remarks>
public sealed class StructOracleTests
{
    private static readonly int s_count = int.Parse(Environment.GetEnvironmentVariable("STRUCT_CASES") ?? "2000", CultureInfo.InvariantCulture);

    [PythonTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_struct_packs_and_unpacks_as_in_CPython_or_is_refused_by_both(int seed)
    {
        IReadOnlyList<string[]> rows = Table("structs", seed);
        Assert.InRange(rows.Count(row => row[1] == "error"), s_count / 10, s_count / 2);
        Assert.All(rows, row =>
        {
            Assert.Equal(row[1], PackedOrError(row[0]));
            if (row[1] == "error") return;
            string format = FormatOf(row[0]);
            Assert.Equal(StructText.Parse($"{format}: {row[2]}").Values, StructUnpacker.Unpack(StructFormat.Parse(format), Convert.FromHexString(row[1])));
        });
    }

    [PythonTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_format_has_the_size_that_CPython_calculates_or_is_refused_by_both(int seed)
    {
        IReadOnlyList<string[]> rows = Table("formats", seed);
        Assert.InRange(rows.Count(row => row[1] == "error"), s_count / 4, s_count * 3 / 4);
        Assert.All(rows, row =>
        {
            string expected = row[1] != "error" && long.Parse(row[1], CultureInfo.InvariantCulture) <= StructFormat.MaxSize ? row[1] : "error";
            Assert.Equal(expected, SizeOrError(Encoding.UTF8.GetString(EscapedText.Parse(row[0]))));
        });
    }

    [PythonTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_bytes_unpack_as_in_CPython(int seed) => Assert.All(Table("replies", seed), row => Assert.Equal(
        StructText.Parse($"{row[0]}: {row[2]}").Values,
        StructUnpacker.Unpack(StructFormat.Parse(row[0]), Convert.FromHexString(row[1]))));

    [PythonTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_was_packed_is_what_the_same_words_expect(int seed) => Assert.All(Accepted(seed), row =>
    {
        StructPattern pattern = StructPattern.Parse(row[0]);
        IReadOnlyList<FieldComparison> fields = pattern.Compare(Convert.FromHexString(row[1]));
        Assert.Equal(pattern.Format.Fields.Count, fields.Count);
        Assert.All(fields, field => Assert.True(field.Matches, $"{row[0]}: {field}"));
    });

    [PythonTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_byte_that_changes_is_reported_in_its_field_and_in_no_other(int seed)
    {
        Random dice = new(seed);
        int reported = 0;
        Assert.All(Accepted(seed).Where(row => !row[0].EndsWith(" *", StringComparison.Ordinal) && !row[0].Contains(" * ", StringComparison.Ordinal)), row =>
        {
            StructPattern pattern = StructPattern.Parse(row[0]);
            byte[] packed = Convert.FromHexString(row[1]);
            IReadOnlyList<StructValue> before = StructUnpacker.Unpack(pattern.Format, packed);
            foreach (StructField field in pattern.Format.Fields.Where(field => field.Size > 0))
            {
                byte[] changed = [.. packed];
                changed[field.Offset + dice.Next(field.Size)] ^= (byte)dice.Next(1, 256);

                // Another true, another NaN, -0.0 for 0 and the tail behind a Pascal text are the same value in other bytes.
                bool differs = before[field.Number - 1] != StructUnpacker.Unpack(pattern.Format, changed)[field.Number - 1];
                Assert.True(differs || field.Code is '?' or 'e' or 'f' or 'd' or 'p');
                Assert.Equal(differs ? [field] : [], pattern.Compare(changed).Where(found => !found.Matches).Select(found => found.Field));
                if (differs) reported++;
            }
        });
        Assert.InRange(reported, s_count, int.MaxValue);
    }

    private static IReadOnlyList<string[]> Table(string kind, int seed) => Python.Table(kind, $"{s_count}", $"{seed}");

    private static IEnumerable<string[]> Accepted(int seed) => Table("structs", seed).Where(row => row[1] != "error");

    private static string FormatOf(string argument) => argument[..argument.LastIndexOf(':')];

    private static string PackedOrError(string argument)
    {
        try
        {
            (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(argument);
            return Convert.ToHexStringLower(StructPacker.Pack(format, values));
        }
        catch (FormatException)
        {
            return "error";
        }
    }

    private static string SizeOrError(string format)
    {
        try
        {
            return $"{StructFormat.Parse(format).Size}";
        }
        catch (FormatException)
        {
            return "error";
        }
    }
}
