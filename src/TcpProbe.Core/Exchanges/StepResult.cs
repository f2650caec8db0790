namespace TcpProbe.Core.Exchanges;

/// <summary>What came of one step.</summary>
/// <param name="Number">Its place in the exchange, from 1.</param>
/// <param name="Name">What kind of step it was.</param>
/// <param name="End">How it ended.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="BytesSent">How many bytes the kernel took in it.</param>
/// <param name="BytesReceived">How many bytes came in it.</param>
public sealed record StepResult(int Number, string Name, StepEnd End, TimeSpan Elapsed, long BytesSent, long BytesReceived);
