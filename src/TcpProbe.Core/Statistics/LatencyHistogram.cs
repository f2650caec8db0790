using System.Numerics;

namespace TcpProbe.Core.Statistics;

/// <summary>Times counted in buckets: one for each tick below 128, from there 64 between a power of two and the next.</summary>
/// <remarks>The middle of a bucket is at most half of its 64th off any time in it: 0.8 %.</remarks>
internal sealed class LatencyHistogram
{
    private const int Bits = 6, InEachPower = 1 << Bits;

    // The times of one target lie within a few powers of two; of the others nothing is kept, so that a thousand targets take little.
    private readonly long[]?[] _counts = new long[BucketOf(long.MaxValue) / InEachPower + 1][];

    /// <summary>What is known exactly of the times.</summary>
    public RunningMoments Exact { get; } = new();

    /// <summary>Counts a time.</summary>
    public void Add(long ticks)
    {
        Exact.Add(ticks);
        int bucket = BucketOf(ticks);
        (_counts[bucket / InEachPower] ??= new long[InEachPower])[bucket % InEachPower]++;
    }

    /// <summary>About the time of a rank, from 1: the middle of its bucket.</summary>
    public long OfRank(long rank)
    {
        long passed = 0;
        foreach ((long ticks, long count) in WithCounts())
        {
            passed += count;
            if (passed >= rank) return ticks;
        }

        throw new ArgumentOutOfRangeException(nameof(rank));
    }

    /// <summary>The buckets that hold something, from short to long: about their times, and how many.</summary>
    public IEnumerable<(long Ticks, long Count)> WithCounts()
    {
        for (int bucket = 0; bucket < _counts.Length * InEachPower; bucket++)
        {
            if (_counts[bucket / InEachPower]?[bucket % InEachPower] is > 0 and { } count) yield return (MiddleOf(bucket), count);
        }
    }

    // The power of two is told by the highest bit, the bucket in it by the six bits behind.
    private static int BucketOf(long ticks)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)ticks) - Bits);
        return shift * InEachPower + (int)(ticks >> shift);
    }

    // No bucket is said to lie where no time was.
    private long MiddleOf(int bucket)
    {
        int shift = Math.Max(0, bucket / InEachPower - 1);
        long first = (long)(bucket - shift * InEachPower) << shift;
        return Math.Clamp(first + ((1L << shift) - 1) / 2, Exact.Min, Exact.Max);
    }
}
