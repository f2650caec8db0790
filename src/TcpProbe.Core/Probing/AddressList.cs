namespace TcpProbe.Core.Probing;

/// <summary>What a look-up gave a run that probes each address by itself.</summary>
/// <param name="Probes">What the probe of each address is told.</param>
/// <param name="Failed">The report in place of them, if there is no address.</param>
internal sealed record AddressList(IReadOnlyList<ClientOptions> Probes, ProbeReport? Failed);
