using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>Where records end.</summary>
public sealed class RecordEndsTests
{
    [Theory]
    [InlineData("1703030003aabbcc" + "1703030000" + "1603030001dd", new[] { 8, 5, 6 })]
    [InlineData("17030301", new[] { 4 })]
    [InlineData("1703030005aabb", new[] { 7 })]
    public void A_record_is_its_header_and_as_many_bytes_as_that_says(string hex, int[] records)
    {
        byte[] bytes = Convert.FromHexString(hex);
        for (int piece = 1; piece <= bytes.Length; piece++) Assert.Equal(records, Cut(bytes, piece));
    }

    // The lengths of the records, the bytes handed over in pieces of a size.
    private static List<int> Cut(byte[] bytes, int piece)
    {
        RecordEnds ends = new();
        List<int> records = [];
        bool isNew = true;
        for (int at = 0; at < bytes.Length;)
        {
            int offered = Math.Min(piece, bytes.Length - at), taken = ends.Take(bytes.AsSpan(at, offered));
            Assert.InRange(taken, 1, offered);
            if (isNew) records.Add(0);
            records[^1] += taken;
            at += taken;
            isNew = taken < offered || IsWhole(bytes.AsSpan(at - records[^1], records[^1]));
        }

        return records;
    }

    private static bool IsWhole(ReadOnlySpan<byte> record) => record.Length >= 5 && record.Length == 5 + (record[3] << 8) + record[4];
}
