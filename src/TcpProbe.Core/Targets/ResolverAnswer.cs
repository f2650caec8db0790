using System.Net;

namespace TcpProbe.Core.Targets;

/// <summary>What the resolver said, not yet judged.</summary>
/// <param name="Code">0, or a code of EAI_* as glibc and musl number them.</param>
/// <param name="ErrorNumber">The reason of EAI_SYSTEM, else 0.</param>
/// <param name="Addresses">In the resolver's order; none unless <paramref name="Code"/> is 0.</param>
internal sealed record ResolverAnswer(int Code, int ErrorNumber, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>An answer without addresses.</summary>
    public static ResolverAnswer Without(int code, int errno = 0) => new(code, errno, []);
}
