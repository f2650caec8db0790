namespace TcpProbe.Core.Targets;

/// <summary>A line of a file that cannot be taken.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Wrong">What is wrong with it, in one clause that may be shown as it is.</param>
public sealed record LineMistake(int Line, string Wrong);
