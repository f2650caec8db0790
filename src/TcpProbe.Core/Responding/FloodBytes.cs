namespace TcpProbe.Core.Responding;

/// <summary>What a flood sends over and over, all of its connections from the same memory.</summary>
internal static class FloodBytes
{
    /// <summary>What a short pattern is repeated to: so small that it costs nothing, so large that a send is worth its system call.</summary>
    internal const int LeastSize = 16 * 1024;

    /// <summary>A pattern, itself if it is long enough, else whole copies of it; <c>0123456789abcdef</c> for none.</summary>
    internal static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte>? pattern)
    {
        ReadOnlyMemory<byte> once = pattern is { IsEmpty: false } own ? own : "0123456789abcdef"u8.ToArray();
        if (once.Length >= LeastSize) return once;
        byte[] flood = new byte[LeastSize / once.Length * once.Length];
        for (int i = 0; i < flood.Length; i += once.Length) once.CopyTo(flood.AsMemory(i));
        return flood;
    }
}
