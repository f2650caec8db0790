namespace TcpProbe.Core.Statistics;

/// <summary>Bounds between which times are counted for a person: round numbers, each about as many times the one before.</summary>
internal static class BucketBounds
{
    // In tenths: the most rounded of the preferred numbers of ISO 3 (R20, R10, R5), then 1-2-5, then powers of ten.
    private static ReadOnlySpan<byte> TwentyInTen => [10, 11, 12, 14, 16, 18, 20, 22, 25, 28, 30, 35, 40, 45, 50, 55, 60, 70, 80, 90];

    private static ReadOnlySpan<byte> TenInTen => [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];

    private static ReadOnlySpan<byte> FiveInTen => [10, 15, 25, 40, 60];

    private static ReadOnlySpan<byte> ThreeInTen => [10, 20, 50];

    private static ReadOnlySpan<byte> OneInTen => [10];

    /// <summary>The finest bounds, in ticks, that make so many buckets at most of the times from the shortest to the longest.</summary>
    /// <returns>Where each bucket starts, and at last where the last one ends, which is beyond the longest time.</returns>
    public static IReadOnlyList<Int128> Around(long shortest, long longest, int most) =>
        Among(TwentyInTen, 10, shortest, longest, most)
        ?? Among(TenInTen, 10, shortest, longest, most)
        ?? Among(FiveInTen, 10, shortest, longest, most)
        ?? Among(ThreeInTen, 10, shortest, longest, most)
        ?? Among(OneInTen, 10, shortest, longest, most)
        ?? Among(OneInTen, 1000, shortest, longest, int.MaxValue)!;

    // From one microsecond on; what is below is one bucket.
    private static List<Int128>? Among(ReadOnlySpan<byte> tenths, int step, long shortest, long longest, int most)
    {
        List<Int128> bounds = [0];
        for (Int128 unit = 1; ; unit *= step)
        {
            foreach (byte tenth in tenths)
            {
                Int128 bound = tenth * unit;
                if (bound <= shortest) bounds[0] = bound;
                else bounds.Add(bound);
                if (bounds.Count - 1 > most) return null;
                if (bound > longest) return bounds;
            }
        }
    }
}
