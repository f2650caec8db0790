using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TcpProbe.Core.Targets;

/// <summary>What a word means as an IP address.</summary>
/// <remarks>Stricter than <see cref="IPAddress.Parse(string)"/>, which reads <c>127.1</c>, drops ports and unknown interfaces.</remarks>
internal static class AddressSyntax
{
    /// <summary>The address of four decimal parts, <c>null</c> if the word is anything else.</summary>
    public static IPAddress? DottedQuad(ReadOnlySpan<char> word)
    {
        Span<byte> address = stackalloc byte[4];
        int count = 0;
        foreach (Range range in word.Split('.'))
        {
            if (count == address.Length || !IsQuadPart(word[range], out address[count])) return null;
            count++;
        }
        return count == address.Length ? new IPAddress(address) : null;
    }

    /// <summary>Whether the word has the form of an IPv6 address, its scope not yet looked up.</summary>
    public static bool IsIPv6(string word)
    {
        (string address, string? scope) = WithoutScope(word);
        return Colons(address) is not null && (scope is null || IsScope(scope));
    }

    /// <summary>The address of a word of the form of IPv6, <c>null</c> if it has another form.</summary>
    /// <exception cref="FormatException">Its scope is no interface of this machine.</exception>
    public static IPAddress? IPv6(string word)
    {
        (string text, string? scope) = WithoutScope(word);
        if (Colons(text) is not { } address || (scope is not null && !IsScope(scope))) return null;
        if (scope is not null) address.ScopeId = InterfaceIndex(text, scope);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static bool IsQuadPart(ReadOnlySpan<char> part, out byte value)
    {
        value = 0;
        bool hasLeadingZero = part.Length > 1 && part[0] == '0';
        return part.Length <= 3 && !hasLeadingZero && !part.ContainsAnyExceptInRange('0', '9')
            && byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>An IPv6 address without scope, brackets, prefix length or port; an IPv4 tail as strict as elsewhere.</summary>
    private static IPAddress? Colons(string text)
    {
        if (!text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')) return null;
        int tail = text.LastIndexOf(':') + 1;
        if (text.Contains('.', StringComparison.Ordinal) && DottedQuad(text.AsSpan(tail)) is null) return null;
        return IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null;
    }

    private static (string Address, string? Scope) WithoutScope(string word)
    {
        int percent = word.IndexOf('%', StringComparison.Ordinal);
        return percent < 0 ? (word, null) : (word[..percent], word[(percent + 1)..]);
    }

    /// <summary>What can be the name of an interface (IFNAMSIZ), as far as it can be shown.</summary>
    private static bool IsScope(string scope) =>
        scope.Length is > 0 and < 16 && scope.All(c => c is > ' ' and <= '~' and not (':' or '/' or '%'));

    private static long InterfaceIndex(string address, string scope)
    {
        uint index = OperatingSystem.IsWindows() ? 0 : ResolverCalls.InterfaceIndex(scope);
        if (index > 0 || (uint.TryParse(scope, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index > 0)) return index;
        string shown = VisibleText.Of(scope);
        throw new FormatException($"this machine has no interface {shown}; write {address}%INTERFACE with one that it has");
    }
}
