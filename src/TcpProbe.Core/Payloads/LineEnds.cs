namespace TcpProbe.Core.Payloads;

/// <summary>The ends of lines as the protocols of the Internet write them.</summary>
internal static class LineEnds
{
    /// <summary>The bytes, with a carriage return before each line feed that has none, if that is wanted.</summary>
    public static byte[] Of(byte[] bytes, bool crlf)
    {
        if (!crlf) return bytes;
        List<byte> ended = new(bytes.Length + 1);
        foreach (byte value in bytes)
        {
            if (value == '\n' && (ended.Count == 0 || ended[^1] != '\r')) ended.Add((byte)'\r');
            ended.Add(value);
        }

        return [.. ended];
    }
}
