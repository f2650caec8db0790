namespace TcpProbe.Core.Exchanges;

/// <summary>Our FIN: nothing more is sent, what comes is still read.</summary>
public sealed record HalfCloseStep() : ExchangeStep("half-close")
{
    internal override StepOutcome Run(Talk talk)
    {
        talk.Stream.HalfClose();
        return StepOutcome.Done;
    }
}
