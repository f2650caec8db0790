using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>What is said of certificates that peers present.</summary>
public sealed class CertificateJudgeTests
{
    private static readonly TestCertificate s_root = TestCertificate.Root("Test Root");
    private static readonly TestCertificate s_intermediate = s_root.Authority("Test Intermediate");
    private static readonly TestCertificate s_leaf = s_intermediate.Issue(TestDates.Good, "localhost");
    private static readonly TlsTerms s_terms = new() { Authorities = [s_root.Certificate] };

    [Fact]
    public void A_chain_up_to_a_trusted_authority_is_accepted() =>
        Assert.Equal("ok", Accepted(s_terms, s_leaf, s_intermediate).Verification);

    [Fact]
    public void Any_of_several_authorities_will_do() =>
        _ = Accepted(s_terms with { Authorities = [TestCertificate.Root("Other").Certificate, s_root.Certificate] }, s_leaf, s_intermediate);

    [Fact]
    public void An_authority_need_not_be_a_root() => _ = Accepted(s_terms with { Authorities = [s_intermediate.Certificate] }, s_leaf);

    [Fact]
    public void A_certificate_may_be_its_own_authority()
    {
        TestCertificate alone = TestCertificate.SelfSigned("localhost", TestDates.Good, "localhost");
        _ = Accepted(s_terms with { Authorities = [alone.Certificate] }, alone);
        _ = Accepted(s_terms with { Authorities = [s_leaf.Certificate] }, s_leaf);
    }

    [Fact]
    public void A_forged_signature_is_found_out_below_any_authority()
    {
        TestCertificate forger = TestCertificate.Root("Test Intermediate"), forged = forger.Issue(TestDates.Good, "localhost");
        Assert.Equal("the signature on it is not that of Test Intermediate", Rejected(s_terms with { Authorities = [s_intermediate.Certificate] }, forged));
        Assert.Equal("the signature on it is not that of Test Intermediate", Rejected(s_terms, forged, s_intermediate));
    }

    [Fact]
    public void A_certificate_for_somebody_else_says_for_whom() =>
        Assert.Equal(
            "the name localhost is not in it (it names www.example, *.example, 127.0.0.1)",
            Rejected(s_terms, s_root.Issue(TestDates.Good, "www.example", "127.0.0.1", "*.example")));

    [Fact]
    public void A_common_name_is_no_name() =>
        Assert.Equal("the name leaf is not in it (it has no subject alternative names, and the common name does not count)", Rejected(s_terms with { ServerName = "leaf" }, s_root.Issue(TestDates.Good)));

    [Fact]
    public void Names_that_cannot_be_read_are_not_said_to_be_missing()
    {
        PeerCertificate certificate = Judged(s_terms, TimeProvider.System, s_root.IssueForBytes([0xff, 0x9b]));
        Assert.Equal("the name localhost is not in it (its subject alternative names cannot be read)", certificate.Verification);
        Assert.Empty(certificate.Names);
    }

    [Fact]
    public void Many_names_are_not_all_listed() =>
        Assert.Equal("the name localhost is not in it (it names a, b, c, d, e and 2 more)", Rejected(s_terms, s_root.Issue(TestDates.Good, "a", "b", "c", "d", "e", "f", "g")));

    [Theory]
    [InlineData("www.example", true)]
    [InlineData("WWW.Example", true)]
    [InlineData("a.www.example", false)]
    [InlineData("example", false)]
    public void A_star_stands_for_one_label(string name, bool accepted)
    {
        TestCertificate leaf = s_root.Issue(TestDates.Good, "*.example");
        if (accepted) _ = Accepted(s_terms with { ServerName = name }, leaf);
        else Assert.Equal($"the name {name} is not in it (it names *.example)", Rejected(s_terms with { ServerName = name }, leaf));
    }

    [Fact]
    public void A_name_that_only_DNS_allows_is_looked_for_too() => _ = Accepted(s_terms with { ServerName = "my_host" }, s_root.Issue(TestDates.Good, "my_host"));

    [Fact]
    public void An_address_is_not_looked_for_among_the_names() =>
        Assert.Equal("the name 127.0.0.1 is not in it (it names localhost)", Rejected(s_terms with { ServerName = "127.0.0.1" }, s_root.Issue(TestDates.Good, "localhost")));

    [Fact]
    public void An_expired_certificate_says_since_when()
    {
        TestDates dates = TestDates.Days(-30, -2.5);
        Assert.Equal($"expired {dates.NotAfter:yyyy-MM-dd}, 2 days ago", Rejected(s_terms, s_root.Issue(dates, "localhost")));
        dates = TestDates.Days(-30, -0.2);
        Assert.Equal($"expired {dates.NotAfter:yyyy-MM-dd}, 4 hours ago", Rejected(s_terms, s_root.Issue(dates, "localhost")));
    }

    [Fact]
    public void An_expired_intermediate_is_called_by_its_name()
    {
        TestDates dates = TestDates.Days(-30, -1.5);
        TestCertificate intermediate = s_root.Authority("Old CA", dates);
        Assert.Equal($"Old CA: expired {dates.NotAfter:yyyy-MM-dd}, 1 day ago", Rejected(s_terms, intermediate.Issue(TestDates.Good, "localhost"), intermediate));
    }

    [Fact]
    public void A_certificate_of_the_future_says_from_when_on()
    {
        TestDates dates = TestDates.Days(3.5, 30);
        Assert.Equal($"not valid before {dates.NotBefore:yyyy-MM-dd}, in 3 days", Rejected(s_terms, s_root.Issue(dates, "localhost")));
    }

    [Fact]
    public void The_date_is_that_of_the_clock()
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow().AddDays(102));
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(s_leaf, s_intermediate));
        using Handshake handshake = new(peer, s_terms, clock: clock);
        Assert.Contains("1 day ago", handshake.As<TlsResult.Rejected>().Certificate.Verification, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_nobody_else_signed_is_self_signed() =>
        Assert.Equal("self-signed", Rejected(s_terms, TestCertificate.SelfSigned("localhost", TestDates.Good, "localhost")));

    [Fact]
    public void A_root_that_the_peer_brings_along_is_not_believed()
    {
        TestCertificate root = TestCertificate.Root("Other Root"), leaf = root.Issue(TestDates.Good, "localhost");
        Assert.Equal("issuer Other Root is not trusted", Judged(s_terms, TimeProvider.System, leaf, root).Verification);
        Assert.Equal("trust not checked", Judged(new TlsTerms { Insecure = true }, TimeProvider.System, leaf, root).Verification);
    }

    [Fact]
    public void A_chain_that_nobody_could_build_is_the_certificate_alone()
    {
        CertificateJudge judge = new(s_terms, "localhost", TimeProvider.System);
        using X509Chain unbuilt = new();
        Assert.True(judge.Judge(this, s_leaf.Certificate, unbuilt, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.Equal((100, judge.Finding!.NotAfter), (judge.Finding.DaysLeft, judge.Finding.ChainNotAfter));
    }

    [Fact]
    public void Whom_to_believe_is_the_users_choice_or_the_systems_and_nothing_is_fetched()
    {
        X509ChainPolicy system = new CertificateJudge(new TlsTerms(), "localhost", TimeProvider.System).Policy();
        X509ChainPolicy custom = new CertificateJudge(s_terms, "localhost", TimeProvider.System).Policy();
        Assert.Equal((X509ChainTrustMode.System, X509ChainTrustMode.CustomRootTrust), (system.TrustMode, custom.TrustMode));
        Assert.Equal([s_root.Certificate], custom.CustomTrustStore);
        Assert.All([system, custom], policy => Assert.Equal((true, X509RevocationMode.NoCheck), (policy.DisableCertificateDownloads, policy.RevocationMode)));
    }

    [Fact]
    public void A_certificate_is_good_from_its_first_moment_to_its_last()
    {
        PeerCertificate certificate = Judged(s_terms, TimeProvider.System, s_leaf, s_intermediate);
        TimeSpan second = TimeSpan.FromSeconds(1);
        Assert.Equal("ok", At(certificate.NotBefore));
        Assert.Equal("ok", At(certificate.NotAfter));
        Assert.Contains("not valid before", At(certificate.NotBefore - second), StringComparison.Ordinal);
        Assert.Contains("expired", At(certificate.NotAfter + second), StringComparison.Ordinal);

        string At(DateTimeOffset time) => Judged(s_terms, new FakeTimeProvider(time), s_leaf, s_intermediate).Verification;
    }

    [Fact]
    public void What_the_peer_sent_is_good_as_long_as_its_shortest_certificate()
    {
        TestCertificate intermediate = s_root.Authority("Short CA", TestDates.Days(-30, 7.5));
        TestCertificate leaf = intermediate.Issue(TestDates.Good, "localhost"), brief = s_intermediate.Issue(TestDates.Days(-30, 3.5), "localhost");
        Assert.Equal(7, DaysSent(leaf, intermediate));
        Assert.Equal(3, DaysSent(brief, s_intermediate));
        Assert.Equal(100, DaysSent(s_leaf));

        static int DaysSent(TestCertificate leaf, params TestCertificate[] others) =>
            (int)(Judged(s_terms, TimeProvider.System, leaf, others).SentNotAfter - TimeProvider.System.GetUtcNow()).TotalDays;
    }

    [Fact]
    public void A_chain_without_its_middle_is_incomplete() =>
        Assert.Equal("chain is incomplete: issuer Test Intermediate is not trusted and was not sent", Rejected(s_terms, s_leaf));

    [Fact]
    public void The_authorities_of_the_system_do_not_know_a_stranger() =>
        Assert.Equal("chain is incomplete: issuer Test Root is not trusted and was not sent", Rejected(new TlsTerms(), s_leaf, s_intermediate));

    [Fact]
    public void A_certificate_for_clients_is_none_for_servers() =>
        Assert.Equal("it is not for servers (extended key usage)", Rejected(s_terms, s_root.IssueFor("1.3.6.1.5.5.7.3.2", "localhost")));

    [Fact]
    public void A_certificate_that_may_not_sign_signs_nothing()
    {
        TestCertificate middle = s_root.Issue(TestDates.Good, "middle"), leaf = middle.Issue(TestDates.Good, "localhost");
        Assert.NotEqual("ok", Rejected(s_terms, leaf, middle));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said() =>
        Assert.Matches(
            "^expired .*, 5 days ago; the name localhost is not in it \\(it names other\\); self-signed$",
            Rejected(s_terms, TestCertificate.SelfSigned("other", TestDates.Days(-30, -5.5), "other")));

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "100 days left, --cert-days wants 101")]
    public void A_certificate_must_last(int days, string? problem)
    {
        TlsTerms terms = s_terms with { CertificateDays = days };
        if (problem is null) _ = Accepted(terms, s_leaf, s_intermediate);
        else Assert.Equal(problem, Rejected(terms, s_leaf, s_intermediate));
    }

    [Fact]
    public void Its_issuers_must_last_as_well()
    {
        TestCertificate intermediate = s_root.Authority("Short CA", TestDates.Days(-30, 7.5)), leaf = intermediate.Issue(TestDates.Good, "localhost");
        Assert.Equal("Short CA: 7 days left, --cert-days wants 14", Rejected(s_terms with { CertificateDays = 14 }, leaf, intermediate));
        PeerCertificate certificate = Accepted(s_terms, leaf, intermediate);
        Assert.Equal(7, certificate.DaysLeft);
        Assert.True(certificate.ChainNotAfter < certificate.NotAfter);
    }

    [Fact]
    public void Without_verification_what_is_wrong_is_accepted_and_still_said()
    {
        TestDates dates = TestDates.Days(-30, -2.5);
        TlsTerms terms = new() { Insecure = true };
        Assert.Equal("self-signed", Accepted(terms, TestCertificate.SelfSigned("localhost", TestDates.Good, "localhost")).Verification);
        Assert.Equal($"expired {dates.NotAfter:yyyy-MM-dd}, 2 days ago; the name localhost is not in it (it names other)", Accepted(terms, s_root.Issue(dates, "other")).Verification);
        Assert.Equal("trust not checked", Accepted(terms, s_leaf, s_intermediate).Verification);
        Assert.Equal("ok", Accepted(s_terms with { Insecure = true }, s_leaf, s_intermediate).Verification);
        Assert.StartsWith("chain is incomplete", Accepted(s_terms with { Insecure = true }, s_leaf).Verification, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_that_were_asked_for_are_judged_without_verification_too()
    {
        TlsTerms terms = new() { Insecure = true, CertificateDays = 14 };
        Assert.Equal("13 days left, --cert-days wants 14", Rejected(terms, s_root.Issue(TestDates.Days(-30, 13.5), "localhost")));
        Assert.Matches("^expired ", Rejected(terms, s_root.Issue(TestDates.Days(-30, -2.5), "localhost")));
    }

    [Fact]
    public void Without_verification_only_the_days_are_what_it_is_refused_for()
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(TestCertificate.SelfSigned("localhost", TestDates.Days(-30, 9.5), "other")));
        using Handshake handshake = new(peer, new TlsTerms { Insecure = true, CertificateDays = 14 });
        PeerCertificate certificate = handshake.As<TlsResult.Rejected>().Certificate;
        Assert.Equal("9 days left, --cert-days wants 14", certificate.Objection);
        Assert.Equal("the name localhost is not in it (it names other); self-signed", certificate.Waived);
        Assert.Equal($"{certificate.Waived}; {certificate.Objection}", certificate.Verification);
    }

    // Without a handshake: SslStream as a server sends no root, and lets nobody hold the clock.
    private static PeerCertificate Judged(TlsTerms terms, TimeProvider clock, TestCertificate leaf, params TestCertificate[] others)
    {
        CertificateJudge judge = new(terms, "localhost", clock);
        using X509Chain chain = new() { ChainPolicy = judge.Policy() };
        foreach (TestCertificate other in others) _ = chain.ChainPolicy.ExtraStore.Add(other.Certificate);
        _ = chain.Build(leaf.Certificate);
        Assert.Equal(judge.Judge(chain, leaf.Certificate, chain, SslPolicyErrors.None), judge.Finding!.IsAccepted);
        return judge.Finding;
    }

    private static PeerCertificate Accepted(TlsTerms terms, TestCertificate leaf, params TestCertificate[] others)
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(leaf, others));
        using Handshake handshake = new(peer, terms);
        PeerCertificate certificate = handshake.As<TlsResult.Secured>().Session.Certificate!;
        Assert.True(certificate.IsAccepted);
        return certificate;
    }

    private static string Rejected(TlsTerms terms, TestCertificate leaf, params TestCertificate[] others)
    {
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(leaf, others));
        using Handshake handshake = new(peer, terms);
        TlsResult.Rejected rejected = handshake.As<TlsResult.Rejected>();
        Assert.Same(rejected.Certificate, rejected.Session.Certificate);
        Assert.False(rejected.Certificate.IsAccepted);
        return rejected.Certificate.Objection;
    }
}
