using System.Globalization;
using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Access;

/// <summary>What a word means as a network: an address, or one with the length of its prefix.</summary>
internal static class Networks
{
    private const int BitsBeforeMapped = 96;

    /// <summary>The network; one of IPv4-mapped addresses is that of the IPv4 addresses.</summary>
    /// <param name="address">The address, without brackets.</param>
    /// <param name="length">The digits behind the slash; <c>null</c> without one.</param>
    /// <exception cref="FormatException">It is none; the message completes the sentence "RULE …".</exception>
    public static IPNetwork Parse(string address, string? length)
    {
        IPAddress first = Address(address);
        int bits = first.GetAddressBytes().Length * 8;
        int ahead = bits == 32 && address.Contains(':', StringComparison.Ordinal) ? BitsBeforeMapped : 0;
        int prefix = length is null ? bits : Length(length, ahead, ahead + bits) - ahead;
        byte[] masked = first.GetAddressBytes();
        Clear(masked, prefix);
        IPAddress start = new(masked);
        if (start.Equals(first)) return new IPNetwork(start, prefix);
        throw new FormatException($"has bits set behind its prefix; write {start}/{prefix} for the network, or the address alone");
    }

    private static IPAddress Address(string word)
    {
        if (word.Contains('%', StringComparison.Ordinal)) throw new FormatException("has a scope in it; a rule counts on every interface");
        try
        {
            if (TargetSyntax.ParseLiteral(word) is { } address) return address;
        }
        catch (FormatException)
        {
            // What it is instead is told in the words of rules, not of targets.
        }

        throw new FormatException("has no address that can be read; write 10.0.0.0/8, 2001:db8::/32, or [2001:db8::]/32:443 with ports");
    }

    private static int Length(string digits, int least, int most) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length >= least && length <= most
            ? length
            : throw new FormatException($"has no length of a prefix behind its slash; write a number from {least} to {most}");

    /// <summary>Clears all bits but the first ones.</summary>
    private static void Clear(byte[] address, int prefix)
    {
        for (int i = 0; i < address.Length; i++)
        {
            int kept = Math.Clamp(prefix - (i * 8), 0, 8);
            address[i] &= (byte)(0xff << (8 - kept));
        }
    }
}
