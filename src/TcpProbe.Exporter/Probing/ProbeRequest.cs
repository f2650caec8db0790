using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Probing;

/// <summary>What somebody asks to be probed.</summary>
/// <param name="Module">How.</param>
/// <param name="Target">Whom.</param>
/// <param name="Timeout">How long it may take.</param>
internal sealed record ProbeRequest(Module Module, Target Target, TimeSpan Timeout)
{
    /// <summary>The name to expect in the certificate, if the module says none; <c>null</c> for the target's host.</summary>
    public string? HostName { get; init; }

    /// <summary>Whether the answer is the log of the probe instead of its metrics alone.</summary>
    public bool IsDebug { get; init; }
}
