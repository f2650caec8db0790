using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Exporter.Access;

/// <summary>The addresses that an address counts as before the rules: a second spelling must not be a way around.</summary>
internal static class AddressReadings
{
    // IPv4-compatible (RFC 4291, 2.5.5.1) and NAT64 (RFC 6052, 2.1).
    private static readonly IPNetwork[] s_carriers = [IPNetwork.Parse("::/96"), IPNetwork.Parse("64:ff9b::/96")];

    /// <summary>The address without its scope, and those that it stands for or carries; an IPv4-mapped one is the IPv4 address alone, as for the kernel.</summary>
    public static IReadOnlyList<IPAddress> Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return Of(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork) return address.Equals(IPAddress.Any) ? [address, IPAddress.Loopback] : [address];

        byte[] bytes = address.GetAddressBytes();
        IPAddress bare = new(bytes);

        // The kernel takes the unspecified address for the local host; from a socket bound to an IPv4 address, for that of IPv4.
        if (bare.Equals(IPAddress.IPv6Any)) return [bare, IPAddress.IPv6Loopback, IPAddress.Loopback];
        bool isCarrier = !bare.Equals(IPAddress.IPv6Loopback) && Array.Exists(s_carriers, carrier => carrier.Contains(bare));
        return isCarrier ? [bare, .. Of(new IPAddress(bytes.AsSpan(12)))] : [bare];
    }
}
