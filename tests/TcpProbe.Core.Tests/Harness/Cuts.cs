namespace TcpProbe.Core.Tests.Harness;

/// <summary>The same bytes cut into pieces in many ways, the same ones in every run.</summary>
internal static class Cuts
{
    private const int Random = 40;

    /// <summary>In one piece, byte by byte, and at places that a fixed seed chooses.</summary>
    public static IEnumerable<byte[][]> Of(byte[] bytes)
    {
        yield return [bytes];
        yield return [.. bytes.Select(value => new[] { value })];
        Random random = new(bytes.Length);
        for (int i = 0; i < Random; i++) yield return [.. AtRandom(bytes, random)];
    }

    private static IEnumerable<byte[]> AtRandom(byte[] bytes, Random random)
    {
        for (int start = 0; start < bytes.Length;)
        {
            int length = random.Next(1, Math.Min(bytes.Length - start, 7) + 1);
            yield return bytes[start..(start + length)];
            start += length;
        }
    }
}
