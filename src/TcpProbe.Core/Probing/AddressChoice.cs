using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Probing;

/// <summary>Which of the addresses that a host has are tried, and in which order; unless told otherwise all, in the resolver's.</summary>
public sealed record AddressChoice
{
    /// <summary>The family whose addresses go before the others; <see cref="AddressFamily.Unspecified"/> for neither.</summary>
    public AddressFamily Preferred { get; init; } = AddressFamily.Unspecified;

    /// <summary>Whether only the first of them is tried, whether or not it connects.</summary>
    public bool FirstOnly { get; init; }

    /// <summary>Whether an address may be connected to, also one that was written as such; <c>null</c> if each may.</summary>
    public Func<IPAddress, bool>? Admits { get; init; }

    /// <summary>The addresses that are tried; none if none may be.</summary>
    internal IReadOnlyList<IPAddress> Of(IReadOnlyList<IPAddress> found)
    {
        IEnumerable<IPAddress> chosen = found.Where(address => Admits?.Invoke(address) != false);
        if (Preferred != AddressFamily.Unspecified) chosen = chosen.OrderBy(address => address.AddressFamily != Preferred);
        return [.. FirstOnly ? chosen.Take(1) : chosen];
    }
}
