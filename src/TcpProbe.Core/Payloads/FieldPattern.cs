namespace TcpProbe.Core.Payloads;

/// <summary>What the value of one field of an expected struct has to be.</summary>
internal abstract record FieldPattern
{
    private FieldPattern()
    {
    }

    /// <summary>Whether the value is as expected.</summary>
    internal bool Matches(StructValue got) => (this, got) switch
    {
        (Anything, _) => true,
        // Equality of floating-point values is .NET's Equals: nan is nan, and -0.0 is 0.
        (ExactValue exactly, _) => exactly.Value == got,
        (WholeRange range, StructValue.Integer whole) => whole.Value >= range.Low && whole.Value <= range.High,
        (NumberRange range, StructValue.FloatingPoint number) => number.Value >= range.Low && number.Value <= range.High,
        _ => false,
    };

    /// <summary>Whether the user wrote a whole number in hex, so that what came is best shown in hex as well.</summary>
    internal bool IsHex { get; init; }

    /// <summary><c>*</c>: whatever it is.</summary>
    internal sealed record Anything : FieldPattern;

    /// <summary>This value, as the field holds it.</summary>
    internal sealed record ExactValue(StructValue Value) : FieldPattern;

    /// <summary>A whole number from one to the other, both included; the word is what the user wrote.</summary>
    internal sealed record WholeRange(Int128 Low, Int128 High, string Written) : FieldPattern;

    /// <summary>A number from one to the other, both included; the word is what the user wrote.</summary>
    internal sealed record NumberRange(double Low, double High, string Written) : FieldPattern;
}
