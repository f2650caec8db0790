using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Core.Tls;

/// <summary>Judges the certificate of a peer while the handshake waits: its dates, its name, who vouches for it, how long it lasts.</summary>
/// <param name="terms">Whom to believe.</param>
/// <param name="name">The name that must be in the certificate.</param>
/// <param name="clock">What time it is.</param>
internal sealed class CertificateJudge(TlsTerms terms, string name, TimeProvider clock)
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();
    private readonly List<CertificateProblem> _problems = [];

    /// <summary>What was presented and found, <c>null</c> as long as nothing was.</summary>
    public PeerCertificate? Finding { get; private set; }

    /// <summary>How the chain is built: from what the peer sent and what is believed here, and nothing is ever fetched.</summary>
    public X509ChainPolicy Policy()
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = _now.LocalDateTime,
            TrustMode = terms.Authorities is null ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
        };
        foreach (X509Certificate2 authority in terms.Authorities ?? []) _ = policy.CustomTrustStore.Add(authority);
        return policy;
    }

    /// <summary>Whether the handshake goes on.</summary>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf || chain is null) return terms.Insecure;
        X509ChainElement[] elements = [.. chain.ChainElements];
        X509Certificate2[] certificates = elements.Length > 0 ? [.. elements.Select(element => element.Certificate)] : [leaf];
        X509Certificate2 shortest = certificates.MinBy(NotAfter)!;
        IReadOnlyList<string>? readable = SubjectNames.Of(leaf);
        IReadOnlyList<string> names = readable ?? [];

        foreach (X509Certificate2 one in certificates) JudgeDates(one, WhoIs(one, leaf));
        if (!SubjectNames.Matches(leaf, names, name)) _problems.Add(new CertificateProblem.WrongName(name, readable));
        JudgeChain(elements, leaf);
        if (!_problems.Exists(problem => problem is CertificateProblem.Expired)) JudgeRest(leaf, shortest);

        Finding = new PeerCertificate
        {
            Subject = leaf.Subject,
            Names = names,
            Issuer = leaf.Issuer,
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(leaf.RawDataMemory.Span)),
            SerialNumber = Convert.ToHexStringLower(leaf.SerialNumberBytes.Span.TrimStart((byte)0)),
            NotBefore = NotBefore(leaf),
            NotAfter = NotAfter(leaf),
            ChainNotAfter = NotAfter(shortest),
            SentNotAfter = chain.ChainPolicy.ExtraStore.Append(leaf).Min(NotAfter),
            DaysLeft = DaysLeft(shortest),
            Problems = _problems,
            Objections = terms.Insecure ? [.. _problems.Where(IsTooSoonOver)] : _problems,
            IsTrustChecked = IsTrustChecked,
        };
        return Finding.IsAccepted;
    }

    private bool IsTrustChecked => !terms.Insecure || terms.Authorities is not null;

    private bool IsTooSoonOver(CertificateProblem problem) => terms.CertificateDays is not null && problem is CertificateProblem.Expired or CertificateProblem.ExpiresSoon;

    private void JudgeDates(X509Certificate2 one, string? who)
    {
        if (_now > NotAfter(one)) _problems.Add(new CertificateProblem.Expired(who, NotAfter(one), _now - NotAfter(one)));
        if (_now < NotBefore(one)) _problems.Add(new CertificateProblem.NotYetValid(who, NotBefore(one), NotBefore(one) - _now));
    }

    private void JudgeChain(X509ChainElement[] elements, X509Certificate2 leaf)
    {
        bool isAnchored = TrustAnchors.IsIn(elements, terms.Authorities ?? []);

        // What is wrong with one certificate is often said again of those above it.
        HashSet<X509ChainStatusFlags> told = [];
        foreach (X509ChainElement element in elements)
        {
            foreach (X509ChainStatus status in element.ChainElementStatus)
            {
                if (told.Add(status.Status) && Problem(status, element.Certificate, leaf, isAnchored) is { } problem) _problems.Add(problem);
            }
        }
    }

    private CertificateProblem? Problem(X509ChainStatus status, X509Certificate2 one, X509Certificate2 leaf, bool isAnchored)
    {
        string who = WhoIs(one, leaf) ?? "it";
        return status.Status switch
        {
            X509ChainStatusFlags.NoError or X509ChainStatusFlags.NotTimeValid => null,
            X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain when isAnchored => null,
            X509ChainStatusFlags.UntrustedRoot when who == "it" => new CertificateProblem.SelfSigned(),
            X509ChainStatusFlags.UntrustedRoot => IsTrustChecked ? new CertificateProblem.Untrusted(who) : null,
            X509ChainStatusFlags.PartialChain => IsTrustChecked ? new CertificateProblem.Incomplete(SubjectNames.Short(one, ofIssuer: true)) : null,
            X509ChainStatusFlags.NotSignatureValid => new CertificateProblem.Other($"the signature on {who} is not that of {SubjectNames.Short(one, ofIssuer: true)}"),
            X509ChainStatusFlags.NotValidForUsage => new CertificateProblem.Other($"{who} is not for servers (extended key usage)"),
            X509ChainStatusFlags.InvalidBasicConstraints => new CertificateProblem.Other($"{who} may not sign certificates (basic constraints)"),
            _ => new CertificateProblem.Other($"{who}: {status.StatusInformation.Trim()}"),
        };
    }

    private void JudgeRest(X509Certificate2 leaf, X509Certificate2 shortest)
    {
        if (terms.CertificateDays is not { } wanted) return;
        if (DaysLeft(leaf) < wanted) _problems.Add(new CertificateProblem.ExpiresSoon(null, DaysLeft(leaf), wanted));
        else if (DaysLeft(shortest) < wanted) _problems.Add(new CertificateProblem.ExpiresSoon(WhoIs(shortest, leaf), DaysLeft(shortest), wanted));
    }

    private int DaysLeft(X509Certificate2 certificate) => (int)Math.Floor((NotAfter(certificate) - _now).TotalDays);

    private static string? WhoIs(X509Certificate2 one, X509Certificate2 leaf) =>
        one.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span) ? null : SubjectNames.Short(one, ofIssuer: false);

    private static DateTimeOffset NotBefore(X509Certificate2 certificate) => new(certificate.NotBefore.ToUniversalTime());

    private static DateTimeOffset NotAfter(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime());
}
