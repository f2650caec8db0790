using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Pages;

/// <summary>A probe that was made lately.</summary>
/// <param name="Number">Its number since the start, from 1.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record RecentProbe(long Number, ProbeAnswer Answer);
