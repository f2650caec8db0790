using System.Globalization;

namespace TcpProbe.Core.Payloads;

/// <summary>A reply read as a struct: its values if all of it came, and how the two lengths differ.</summary>
/// <param name="Format">The layout.</param>
/// <param name="Values">One a field; <c>null</c> where the reply is shorter than the struct.</param>
/// <param name="Missing">Bytes that the reply lacks.</param>
/// <param name="LeftOver">Bytes of the reply behind the struct.</param>
public sealed record StructReading(StructFormat Format, IReadOnlyList<StructValue>? Values, int Missing, int LeftOver)
{
    /// <summary>Reads the struct from the first byte of the reply on.</summary>
    public static StructReading Of(StructFormat format, ReadOnlySpan<byte> reply) => reply.Length < format.Size
        ? new(format, null, format.Size - reply.Length, 0)
        : new(format, StructUnpacker.Unpack(format, reply[..format.Size]), 0, reply.Length - format.Size);

    /// <summary>Such as <c>1 "ab" 2, 3 bytes left over</c>, or <c>no struct: 5 of 22 bytes are missing</c>.</summary>
    public override string ToString() => (Values, LeftOver) switch
    {
        (null, _) => string.Create(CultureInfo.InvariantCulture, $"no struct: {Missing} of {Bytes(Format.Size)} {(Missing == 1 ? "is" : "are")} missing"),
        ({ } values, 0) => StructText.Show(values),
        ({ } values, _) => $"{StructText.Show(values)}, {Bytes(LeftOver)} left over",
    };

    private static string Bytes(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} byte{(number == 1 ? null : "s")}");
}
