namespace TcpProbe.Core.Payloads;

/// <summary>A letter of a struct format with the count before it.</summary>
/// <param name="Count">How many, or how wide for <c>s</c> and <c>p</c>; 1 if the format says nothing.</param>
/// <param name="Code">The letter.</param>
/// <param name="Size">Bytes of one.</param>
/// <param name="Start">Where it begins in the text of the format, in characters from 0.</param>
internal readonly record struct StructItem(int Count, char Code, int Size, int Start);
