namespace TcpProbe.Core.Runs;

/// <summary>On which side of its limit a metric breaks a condition.</summary>
public enum LimitComparison
{
    /// <summary><c>&gt;</c>.</summary>
    Above,

    /// <summary><c>&gt;=</c>.</summary>
    AtLeast,

    /// <summary><c>&lt;</c>.</summary>
    Below,

    /// <summary><c>&lt;=</c>.</summary>
    AtMost,
}
