using System.Globalization;
using System.Net;
using System.Numerics;
using TcpProbe.Core.Targets;

namespace TcpProbe.Fuzz;

/// <summary>What a rule that was taken means, worked out anew and slowly, by its words alone.</summary>
internal static class NaiveRule
{
    /// <summary>Whether a rule means a target at an address.</summary>
    public static bool Means(string rule, Target target, IPAddress address)
    {
        (string hosts, string? ports) = Halves(rule);
        if (ports is not null && !ports.Split(',').Any(member => IsIn(member, target.Port))) return false;
        if (hosts == "*") return true;
        if (IsNetwork(hosts)) return IsIn(hosts, address);
        return target.Literal is null && Fits(Folded(hosts), Folded(target.Host));
    }

    /// <summary>Whether the hosts of a rule are those of a network rather than names.</summary>
    public static bool IsOfNetwork(string rule) => IsNetwork(Halves(rule).Hosts);

    private static bool IsNetwork(string hosts) => hosts.IndexOfAny([':', '/']) >= 0 || hosts.All(letter => char.IsAsciiDigit(letter) || letter == '.');

    private static (string Hosts, string? Ports) Halves(string rule)
    {
        int bracket = rule.LastIndexOf(']'), colon = rule.IndexOf(':', bracket + 1);
        if (bracket < 0 && rule.Count(letter => letter == ':') != 1) colon = -1;
        string hosts = colon < 0 ? rule : rule[..colon];
        return (hosts.Replace("[", null, StringComparison.Ordinal).Replace("]", null, StringComparison.Ordinal), colon < 0 ? null : rule[(colon + 1)..]);
    }

    private static bool IsIn(string member, int port)
    {
        int[] ends = [.. member.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture))];
        return ends[0] <= port && port <= ends[^1];
    }

    private static bool IsIn(string network, IPAddress address)
    {
        string[] halves = network.Split('/');
        IPAddress start = IPAddress.Parse(halves[0]);
        int bits = start.GetAddressBytes().Length * 8, prefix = halves.Length == 1 ? bits : int.Parse(halves[1], CultureInfo.InvariantCulture);

        // An IPv4 address is what it is mapped to, of which the first 96 bits are always the same.
        int mapped = bits == 32 ? 96 : 0;
        BigInteger one = Number(start), other = Number(address);
        return (mapped > 0 || start.IsIPv4MappedToIPv6) == IsShort(address) && (one >> (128 - mapped - prefix)) == (other >> (128 - mapped - prefix));
    }

    private static bool IsShort(IPAddress address) => address.IsIPv4MappedToIPv6 || address.GetAddressBytes().Length == 4;

    private static BigInteger Number(IPAddress address) => new(address.MapToIPv6().GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static string Folded(string name) => (name.EndsWith('.') ? name[..^1] : name).ToLowerInvariant();

    // A row for each sign of the form: which beginnings of the name those before it can be.
    private static bool Fits(string form, string name)
    {
        bool[] fits = [true, .. new bool[name.Length]];
        foreach (char sign in form)
        {
            bool[] next = new bool[name.Length + 1];
            for (int length = 0; length <= name.Length; length++)
            {
                next[length] = sign == '*'
                    ? fits[length] || (length > 0 && next[length - 1])
                    : length > 0 && fits[length - 1] && (sign == '?' || sign == name[length - 1]);
            }

            fits = next;
        }

        return fits[^1];
    }
}
