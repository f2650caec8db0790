namespace TcpProbe.Core.Exchanges;

/// <summary>What came of one step.</summary>
/// <param name="Number">Its place in the exchange, from 1.</param>
/// <param name="Name">What kind of step it was.</param>
/// <param name="End">How it ended.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="BytesSent">How many bytes were taken from us in it.</param>
/// <param name="BytesReceived">How many bytes came in it, whichever step they were for.</param>
public sealed record StepResult(int Number, string Name, StepEnd End, TimeSpan Elapsed, long BytesSent, long BytesReceived)
{
    /// <summary>How what came differs from what was expected, <c>null</c> if it does not.</summary>
    public Mismatch? Mismatch { get; init; }

    /// <summary>What was captured.</summary>
    public IReadOnlyList<Capture> Captures { get; init; } = [];

    /// <summary>What it had to send, captures filled in.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
