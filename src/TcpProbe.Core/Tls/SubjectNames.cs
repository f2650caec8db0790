using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Core.Tls;

/// <summary>Whom a certificate is for: its subject alternative names, and what to call it in a sentence.</summary>
internal static class SubjectNames
{
    /// <summary>The names and addresses of a certificate; <c>null</c> if there are some that cannot be read.</summary>
    public static IReadOnlyList<string>? Of(X509Certificate2 certificate)
    {
        try
        {
            X509SubjectAlternativeNameExtension[] extensions = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()];
            return
            [
                .. extensions.SelectMany(extension => extension.EnumerateDnsNames()),
                .. extensions.SelectMany(extension => extension.EnumerateIPAddresses()).Select(address => address.ToString()),
            ];
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether a name or address is among them; the common name does not count (RFC 9525).</summary>
    public static bool Matches(X509Certificate2 certificate, IReadOnlyList<string> names, string name)
    {
        try
        {
            return certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false);
        }
        catch (ArgumentException)
        {
            // A name that DNS has and RFC 1123 has not (_service.example): only the same letters are the same name then.
            return names.Contains(name, StringComparer.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The common name of a certificate or of its issuer, the whole name if there is none.</summary>
    public static string Short(X509Certificate2 certificate, bool ofIssuer)
    {
        string name = certificate.GetNameInfo(X509NameType.SimpleName, ofIssuer);
        return name.Length > 0 ? name : ofIssuer ? certificate.Issuer : certificate.Subject;
    }
}
