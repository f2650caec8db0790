using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TcpProbe.Core.Payloads;

/// <summary>One value of a struct; equal to another of the same content.</summary>
public abstract record StructValue
{
    private StructValue()
    {
    }

    /// <summary>The value as a person reads it: <c>-3</c>, <c>2.5</c>, <c>inf</c>, <c>nan</c>, <c>true</c>, <c>"ab\0"</c>.</summary>
    public sealed override string ToString() => this switch
    {
        Integer whole => whole.Value.ToString(CultureInfo.InvariantCulture),
        FloatingPoint { Value: double.PositiveInfinity } => "inf",
        FloatingPoint { Value: double.NegativeInfinity } => "-inf",
        FloatingPoint { Value: double.NaN } => "nan",
        FloatingPoint number => number.Value.ToString("r", CultureInfo.InvariantCulture),
        Truth truth => truth.Value ? "true" : "false",
        Characters text => $"\"{EscapedText.Show(text.Bytes.Span)}\"",
        _ => throw new UnreachableException(),
    };

    /// <summary>A whole number, signed or not, of up to 64 bits.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The word of the struct documentation; no type of C# has this name.")]
    [SuppressMessage("Naming", "CA1716", Justification = "The word of the struct documentation; no Visual Basic calls this.")]
    public sealed record Integer(Int128 Value) : StructValue;

    /// <summary>A floating-point number.</summary>
    public sealed record FloatingPoint(double Value) : StructValue;

    /// <summary>True or false.</summary>
    public sealed record Truth(bool Value) : StructValue;

    /// <summary>Bytes: of <c>c</c> one, of <c>s</c> the whole width, of <c>p</c> as many as its length byte says.</summary>
    public sealed record Characters(ReadOnlyMemory<byte> Bytes) : StructValue
    {
        /// <summary>Whether the bytes are the same, wherever they lie.</summary>
        public bool Equals(Characters? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            HashCode hash = default;
            hash.AddBytes(Bytes.Span);
            return hash.ToHashCode();
        }
    }
}
