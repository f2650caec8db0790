using System.Net;
using System.Net.Sockets;

using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Targets;

/// <summary>From what the user named to addresses.</summary>
internal static class NameResolution
{
    /// <summary>Looks the host up; a literal is its own answer, or none if it is not of the family.</summary>
    /// <param name="target">Whose host is looked up.</param>
    /// <param name="family">The only family wanted, or <see cref="AddressFamily.Unspecified"/> for both.</param>
    /// <param name="deadline">When the wait ends at the latest, though the resolver may not have answered.</param>
    /// <param name="clock">What the time is taken with.</param>
    /// <param name="limit">How many names are looked up at a time; <c>null</c> for no limit.</param>
    /// <param name="waits">Where the wait for the resolver is counted; <c>null</c> for nowhere.</param>
    public static Resolution Resolve(
        Target target, AddressFamily family, Deadline deadline, TimeProvider clock, LookUpLimit? limit = null, WaitCount? waits = null) =>
        Resolve(target, family, deadline, clock, SystemResolver.Ask, limit, waits);

    internal static Resolution Resolve(
        Target target, AddressFamily family, Deadline deadline, TimeProvider clock, Func<string, AddressFamily, ResolverAnswer> ask,
        LookUpLimit? limit = null, WaitCount? waits = null) =>
        target.Literal is { } literal
            ? OfLiteral(literal, family)
            : new Inquiry(target.Host, family, clock, ask, limit, waits).Await(deadline);

    private static Resolution OfLiteral(IPAddress literal, AddressFamily family) => family is AddressFamily.Unspecified || literal.AddressFamily == family
        ? new Resolution.Found([literal], Elapsed: null)
        : new Resolution.NotFound("EAI_ADDRFAMILY", $"it is an {(family is AddressFamily.InterNetworkV6 ? "IPv4" : "IPv6")} address", TimeSpan.Zero) { HasOtherFamily = true };
}
