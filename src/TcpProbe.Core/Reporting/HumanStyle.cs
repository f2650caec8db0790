namespace TcpProbe.Core.Reporting;

/// <summary>What the lines for a person look like.</summary>
/// <param name="IsColoured">Whether the verdict is coloured.</param>
/// <param name="Timestamps">Whether each line begins with the time.</param>
/// <param name="Changes">Whether a line tells how long the state before it lasted.</param>
/// <param name="Histogram">Whether a series of probes is shown as bars too.</param>
public sealed record HumanStyle(bool IsColoured = false, bool Timestamps = false, bool Changes = false, bool Histogram = false);
