using TcpProbe.Core.Exchanges;

namespace TcpProbe.Exporter.Modules;

/// <summary>Labels that are filled with what an expectation has captured.</summary>
/// <param name="Step">The step of the expectation, from 1.</param>
/// <param name="Labels">Their names, and the texts with places for captures.</param>
internal sealed record ExpectLabels(int Step, IReadOnlyList<KeyValuePair<string, MessageTemplate>> Labels);
