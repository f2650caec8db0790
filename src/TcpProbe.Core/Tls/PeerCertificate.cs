namespace TcpProbe.Core.Tls;

/// <summary>The certificate a peer presented, and what was found of it. Names in it are the peer's own words, not yet escaped.</summary>
public sealed record PeerCertificate
{
    /// <summary>Whose it is (X.500).</summary>
    public required string Subject { get; init; }

    /// <summary>The names and addresses it is for (subject alternative names).</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Who signed it (X.500).</summary>
    public required string Issuer { get; init; }

    /// <summary>Its SHA-256 fingerprint, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its serial number, lower-case hex without leading zero bytes.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>From when on it is good.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Until when it is good.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Until when every certificate of its chain is good.</summary>
    public required DateTimeOffset ChainNotAfter { get; init; }

    /// <summary>Until when every certificate is good that the peer has sent.</summary>
    public required DateTimeOffset SentNotAfter { get; init; }

    /// <summary>How many whole days the chain is still good for; negative once it is over.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<CertificateProblem> Problems { get; init; } = [];

    /// <summary>What it was refused for: all that is wrong; with <see cref="TlsTerms.Insecure"/> only an end before <see cref="TlsTerms.CertificateDays"/>.</summary>
    public required IReadOnlyList<CertificateProblem> Objections { get; init; }

    /// <summary>Whether it was asked who vouches for it: without verification and authorities there is nobody to compare with.</summary>
    public required bool IsTrustChecked { get; init; }

    /// <summary>Whether it was accepted.</summary>
    public bool IsAccepted => Objections.Count == 0;

    /// <summary>What the verification found, in words.</summary>
    public string Verification => Sentence(Problems);

    /// <summary>What was found and did not count, in words.</summary>
    public string Waived => Sentence([.. Problems.Where(problem => !Objections.Contains(problem))]);

    /// <summary>Why it was refused, in words.</summary>
    public string Objection => Sentence(Objections);

    private string Sentence(IReadOnlyList<CertificateProblem> problems) =>
        problems.Count > 0 ? string.Join("; ", problems.Select(problem => problem.Sentence))
        : IsTrustChecked ? "ok" : "trust not checked";
}
