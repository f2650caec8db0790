using System.Diagnostics.CodeAnalysis;

namespace TcpProbe.Core.Targets;

/// <summary>Targets are the same if a probe of one is a probe of the other: by address or name, in any case, and port; the label is no part of it.</summary>
internal sealed class SameTarget : IEqualityComparer<Target>
{
    /// <inheritdoc/>
    public bool Equals(Target? x, Target? y) => x is null || y is null
        ? x is null && y is null
        : x.Port == y.Port && (x.Literal is { } address ? address.Equals(y.Literal) : y.Literal is null && HasName(x, y.Host));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] Target obj) =>
        HashCode.Combine(obj.Port, obj.Literal?.GetHashCode() ?? obj.Host.GetHashCode(StringComparison.OrdinalIgnoreCase));

    private static bool HasName(Target target, string host) => string.Equals(target.Host, host, StringComparison.OrdinalIgnoreCase);
}
