using System.Globalization;

namespace TcpProbe.Core.Payloads;

/// <summary>A number of bytes as it is written: <c>65536</c>, <c>64k</c>, <c>1MiB</c>; powers of 1024.</summary>
public static class ByteSize
{
    private const string Examples = "65536, 64k, 1MiB";

    /// <summary>The number of bytes, 1 to 2147483647, which is the most a socket option holds.</summary>
    /// <exception cref="FormatException">It is none, or out of that range.</exception>
    public static int Parse(string text)
    {
        int end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        ReadOnlySpan<char> digits = text.AsSpan(0, end);
        if (Unit(text.AsSpan(end)) is not { } unit || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"is not a size ({Examples})");
        bool fits = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= int.MaxValue / unit;
        if (!fits) throw new FormatException("is too large; at most 2147483647 bytes");
        return number > 0 ? (int)(number * unit) : throw new FormatException($"is not above zero ({Examples})");
    }

    private static int? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "" => 1,
        "k" or "K" or "KiB" => 1024,
        "M" or "MiB" => 1024 * 1024,
        "G" or "GiB" => 1024 * 1024 * 1024,
        _ => null,
    };
}
