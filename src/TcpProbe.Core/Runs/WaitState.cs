namespace TcpProbe.Core.Runs;

/// <summary>How far a run that waits has come.</summary>
/// <param name="Missing">The last probe of each target that is not as wanted.</param>
/// <param name="Targets">How many targets there are.</param>
/// <param name="Streak">How many rounds in a row found enough of them as wanted.</param>
/// <param name="Left">The time left; <c>null</c> for a wait without end.</param>
public sealed record WaitState(IReadOnlyList<JudgedReport> Missing, int Targets, int Streak, TimeSpan? Left);
