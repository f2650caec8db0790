namespace TcpProbe.Exporter.Access;

/// <summary>Hosts and ports that belong together under a rule.</summary>
internal sealed record TargetRule(string Text);
