namespace TcpProbe.Core.Payloads;

/// <summary>The first character of a struct format: which end of a number comes first, and whose sizes count.</summary>
/// <param name="Native">Sizes and alignment of this machine instead of the standard ones without gaps.</param>
/// <param name="LittleEndian">The low byte of a number comes first.</param>
internal readonly record struct StructByteOrder(bool Native, bool LittleEndian)
{
    /// <summary>The byte order that a character names; <c>null</c> if it names none.</summary>
    internal static StructByteOrder? Named(char character) => character switch
    {
        '@' => Default,
        '=' => new(Native: false, BitConverter.IsLittleEndian),
        '<' => new(Native: false, LittleEndian: true),
        '>' or '!' => new(Native: false, LittleEndian: false),
        _ => null,
    };

    /// <summary>The byte order of a format that names none.</summary>
    internal static StructByteOrder Default => new(Native: true, BitConverter.IsLittleEndian);
}
