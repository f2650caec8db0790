namespace TcpProbe.Exporter.Access;

/// <summary>Hosts and ports that belong together under a rule.</summary>
internal sealed record TargetRule(string Text)
{
    /// <summary>The rule of a text.</summary>
    /// <exception cref="FormatException">It is none; the message completes the sentence "VALUE …".</exception>
    public static TargetRule Parse(string text) => text.Length > 0 ? new(text) : throw new FormatException("is no rule");
}
