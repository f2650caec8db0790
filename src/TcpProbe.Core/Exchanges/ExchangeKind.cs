namespace TcpProbe.Core.Exchanges;

/// <summary>Where an exchange comes from.</summary>
public enum ExchangeKind
{
    /// <summary>Nothing is said: the connection is all.</summary>
    None,

    /// <summary>The project's own: line, struct, reply.</summary>
    Default,

    /// <summary>The user's.</summary>
    Custom,
}
