using Microsoft.AspNetCore.Http;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Probing;

/// <summary>A request for which no probe is made.</summary>
/// <param name="cause">Why.</param>
/// <param name="sentence">What to tell whoever asked.</param>
internal sealed class RejectedException(Rejection cause, string sentence) : Exception(sentence)
{
    /// <summary>Why.</summary>
    public Rejection Cause => cause;

    /// <summary>The module that was asked for, if it is one of the configuration.</summary>
    public Module? Module { get; init; }

    /// <summary>The status of the answer.</summary>
    public int Status => cause switch
    {
        Rejection.Forbidden => StatusCodes.Status403Forbidden,
        Rejection.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
