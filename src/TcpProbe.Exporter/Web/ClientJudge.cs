using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Core.Tls;

namespace TcpProbe.Exporter.Web;

/// <summary>Judges the certificate of a client while the handshake waits.</summary>
/// <param name="settings">What is asked of it.</param>
/// <param name="authorities">Who may vouch for it.</param>
internal sealed class ClientJudge(ServerTlsSettings settings, IReadOnlyList<X509Certificate2> authorities)
{
    private bool IsVouchedFor => settings.ClientAuth is ClientAuth.VerifyClientCertIfGiven or ClientAuth.RequireAndVerifyClientCert;

    /// <summary>How its chain is built: nothing is fetched from where it says.</summary>
    public X509ChainPolicy Policy()
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
        foreach (X509Certificate2 authority in authorities) _ = policy.CustomTrustStore.Add(authority);
        return policy;
    }

    /// <summary>Whether the handshake goes on.</summary>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf) return settings.ClientAuth is not (ClientAuth.RequireAnyClientCert or ClientAuth.RequireAndVerifyClientCert);
        return !IsVouchedFor || (IsTrusted(chain) && HasName(leaf));
    }

    private bool IsTrusted(X509Chain? chain) => chain is { ChainElements.Count: > 0 }
        && TrustAnchors.IsIn(chain.ChainElements, authorities)
        && chain.ChainElements.SelectMany(element => element.ChainElementStatus)
            .All(status => status.Status is X509ChainStatusFlags.NoError or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain);

    private bool HasName(X509Certificate2 leaf) => settings.ClientNames.Count == 0 || AlternativeNames.Of(leaf).Any(IsWanted);

    private bool IsWanted(string name) => settings.ClientNames.Contains(name, StringComparer.Ordinal)
        || (IPAddress.TryParse(name, out IPAddress? address) && settings.ClientNames.Any(wanted => IPAddress.TryParse(wanted, out IPAddress? other) && other.Equals(address)));
}
