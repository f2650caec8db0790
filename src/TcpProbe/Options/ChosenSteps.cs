using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;

namespace TcpProbe.Options;

/// <summary>The steps that a command line names one by one, in its order.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="MaxReply">The most bytes that one expectation looks through.</param>
/// <param name="Crlf">Whether the line feeds of text get a carriage return.</param>
internal sealed record ChosenSteps(IReadOnlyList<ExchangeStep> Steps, int MaxReply, bool Crlf)
{
    /// <summary>Whether there are any.</summary>
    public bool Any => Steps.Count > 0;

    /// <summary>Whether one of them asks for TLS.</summary>
    public bool StartTls => Steps.Any(step => step is StartTlsStep);

    /// <summary>The option of the first.</summary>
    public string FirstName => "--" + Steps[0].Name;

    /// <summary>The option of the first that says or expects something, <c>null</c> if none does.</summary>
    public string? FirstTalking =>
        Steps.FirstOrDefault(step => step is not (StayStep or PauseStep or StartTlsStep)) is { } talking ? "--" + talking.Name : null;
}
