using System.Globalization;

namespace TcpProbe.Core.Tls;

/// <summary>What is wrong with a certificate. Names in it are the peer's own words, not yet escaped.</summary>
public abstract record CertificateProblem
{
    private const int MostNames = 5;

    private CertificateProblem()
    {
    }

    /// <summary>What is wrong, in words.</summary>
    public abstract string Sentence { get; }

    /// <summary>Its time is over.</summary>
    /// <param name="Of">Whose certificate it is, <c>null</c> for the peer's own.</param>
    /// <param name="NotAfter">Until when it was good.</param>
    /// <param name="Since">How long ago that was.</param>
    public sealed record Expired(string? Of, DateTimeOffset NotAfter, TimeSpan Since) : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => $"{Whose(Of)}expired {Day(NotAfter)}, {Span(Since)} ago";
    }

    /// <summary>Its time has not begun.</summary>
    /// <param name="Of">Whose certificate it is, <c>null</c> for the peer's own.</param>
    /// <param name="NotBefore">From when on it will be good.</param>
    /// <param name="Until">How long that still is.</param>
    public sealed record NotYetValid(string? Of, DateTimeOffset NotBefore, TimeSpan Until) : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => $"{Whose(Of)}not valid before {Day(NotBefore)}, in {Span(Until)}";
    }

    /// <summary>It is somebody else's: the name is not among its subject alternative names, the only ones that count (RFC 9525).</summary>
    /// <param name="Name">The name that was looked for.</param>
    /// <param name="Names">The names that are in it, <c>null</c> if they cannot be read.</param>
    public sealed record WrongName(string Name, IReadOnlyList<string>? Names) : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => $"the name {Name} is not in it ({Listed})";

        private string Listed => Names?.Count switch
        {
            null => "its subject alternative names cannot be read",
            0 => "it has no subject alternative names, and the common name does not count",
            > MostNames => $"it names {string.Join(", ", Names!.Take(MostNames))} and {Names!.Count - MostNames} more",
            _ => $"it names {string.Join(", ", Names!)}",
        };
    }

    /// <summary>Nobody vouches for it but itself.</summary>
    public sealed record SelfSigned : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => "self-signed";
    }

    /// <summary>The authority that the peer's chain ends in is not believed here.</summary>
    /// <param name="Issuer">That authority.</param>
    public sealed record Untrusted(string Issuer) : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => $"issuer {Issuer} is not trusted";
    }

    /// <summary>The chain ends at a certificate whose issuer neither the peer sent nor this machine believes.</summary>
    /// <param name="Issuer">That issuer.</param>
    public sealed record Incomplete(string Issuer) : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => $"chain is incomplete: issuer {Issuer} is not trusted and was not sent";
    }

    /// <summary>It is good, but not for as long as was asked for.</summary>
    /// <param name="Of">Whose certificate it is, <c>null</c> for the peer's own.</param>
    /// <param name="Days">How many whole days are left.</param>
    /// <param name="Wanted">How many there should be.</param>
    public sealed record ExpiresSoon(string? Of, int Days, int Wanted) : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => $"{Whose(Of)}{Count(Days, "day")} left, --cert-days wants {Wanted}";
    }

    /// <summary>Something rarer.</summary>
    /// <param name="What">What it is.</param>
    public sealed record Other(string What) : CertificateProblem
    {
        /// <inheritdoc/>
        public override string Sentence => What;
    }

    private static string Whose(string? of) => of is null ? string.Empty : $"{of}: ";

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => Count((int)time.TotalDays, "day"),
        { TotalHours: >= 1 } => Count((int)time.TotalHours, "hour"),
        _ => Count((int)time.TotalMinutes, "minute"),
    };

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
