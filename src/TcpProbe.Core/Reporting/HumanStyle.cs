namespace TcpProbe.Core.Reporting;

/// <summary>What the lines for a person look like.</summary>
/// <param name="Colour">Whether the verdict is coloured.</param>
/// <param name="Timestamps">Whether each line begins with the time.</param>
/// <param name="Changes">Whether a line tells how long the state before it lasted.</param>
public sealed record HumanStyle(bool Colour = false, bool Timestamps = false, bool Changes = false);
