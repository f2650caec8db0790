namespace TcpProbe.Core.Payloads;

/// <summary>What a struct code stands for, whatever its size.</summary>
internal enum StructKind
{
    /// <summary><c>x</c>: a NUL without a value.</summary>
    Padding,

    /// <summary><c>c</c>: one byte as text.</summary>
    Character,

    /// <summary><c>?</c>: one byte, true if any bit of it is set.</summary>
    Truth,

    /// <summary>The whole numbers and the pointer.</summary>
    WholeNumber,

    /// <summary><c>e f d</c>: binary floating point of IEEE 754.</summary>
    FloatingPoint,

    /// <summary><c>s</c>: text cut or filled with NULs to its width.</summary>
    Text,

    /// <summary><c>p</c>: text behind one byte that says how long it is.</summary>
    PascalText,
}
