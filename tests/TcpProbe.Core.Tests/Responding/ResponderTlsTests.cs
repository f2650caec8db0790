using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Responding;

public sealed class ResponderTlsTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);
    private static readonly ResponderIdentity Identity = ResponderIdentity.MakeThrowAway(TimeProvider.System);

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_client_that_trusts_the_throw_away_certificate_verifies_it_under_each_of_its_names(string name)
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add, terms: new() { Identity = Identity, Banner = "hello"u8.ToArray() });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        using SslStream tls = Trusting(client, name);
        byte[] buffer = new byte[5];
        tls.ReadExactly(buffer);
        Assert.Equal("hello"u8, buffer);
        tls.Write("data\n"u8);
        tls.ReadExactly(buffer);
        Assert.Equal("data\n"u8, buffer);
        client.HalfClose();
        Assert.Equal(0, tls.Read(buffer));

        log.Next<ResponderEvent.Accepted>();
        Assert.StartsWith("TLSv1.", log.Next<ResponderEvent.TlsStarted>().Version, StringComparison.Ordinal);
        Assert.Equal(new((IPEndPoint)client.Socket.LocalEndPoint!, 5, 10, ResponderEnding.PeerClosed), log.Next<ResponderEvent.Ended>());
    }

    public static TheoryData<ResponderBehaviour> Modes => new(
        new ResponderBehaviour.Echo(),
        new ResponderBehaviour.Recipe(),
        new ResponderBehaviour.CloseAtOnce(),
        new ResponderBehaviour.Drip(TimeSpan.FromMilliseconds(1)),
        new ResponderBehaviour.Fragment(),
        new ResponderBehaviour.Flood());

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_behaviours_speak_over_TLS_too(ResponderBehaviour behaviour)
    {
        using Responder responder = Responder.Start(Anywhere, behaviour, terms: new() { Identity = Identity });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        using SslStream tls = Trusting(client, "localhost");
        if (behaviour is ResponderBehaviour.CloseAtOnce)
        {
            Assert.Equal(0, tls.Read(new byte[1]));
            return;
        }

        tls.Write("data\n"u8);
        byte[] reply = new byte[4];
        tls.ReadExactly(reply);
        Assert.Equal(behaviour switch { ResponderBehaviour.Drip => "....", ResponderBehaviour.Flood => "0123", _ => "data" }, System.Text.Encoding.ASCII.GetString(reply));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_probe_verifies_the_throw_away_certificate_under_each_of_its_names(string name)
    {
        ResponderIdentity identity = ResponderIdentity.MakeThrowAway(TimeProvider.System);
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(identity.CertificatePem);
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), terms: new() { Identity = identity });
        ProbeReport report = Probe.Run(Probe.Of(responder.EndPoint) with { Exchange = Exchange.None, Tls = new TlsTerms { ServerName = name, Authorities = [authority] } });
        Assert.Equal((null, "ok", 89), (report.Failure, report.Tls?.Certificate?.Verification, report.Tls?.Certificate?.DaysLeft));
    }

    [Fact]
    public void The_throw_away_certificate_is_an_authority_of_servers_that_signs_no_other_authority()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(ResponderIdentity.MakeThrowAway(TimeProvider.System).CertificatePem);
        X509BasicConstraintsExtension constraints = Assert.Single(certificate.Extensions.OfType<X509BasicConstraintsExtension>());
        Assert.Equal((true, true, 0, true), (constraints.CertificateAuthority, constraints.HasPathLengthConstraint, constraints.PathLengthConstraint, constraints.Critical));
        X509KeyUsageExtension usage = Assert.Single(certificate.Extensions.OfType<X509KeyUsageExtension>());
        Assert.Equal((X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, true), (usage.KeyUsages, usage.Critical));
        X509EnhancedKeyUsageExtension purpose = Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>());
        Assert.Equal("1.3.6.1.5.5.7.3.1", Assert.Single(purpose.EnhancedKeyUsages.Cast<Oid>()).Value);
        Assert.Single(certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>());
    }

    [Fact]
    public void The_end_is_said_inside_TLS_before_the_FIN()
    {
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.CloseAtOnce(), terms: new() { Identity = Identity });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(Identity.CertificatePem);
        RecordTypeStream records = new(client.Stream());
        using SslStream tls = new(records);

        // In TLS 1.3 the kind of an encrypted record cannot be seen.
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = Trust(authority), EnabledSslProtocols = SslProtocols.Tls12 });
        Assert.Equal(0, tls.Read(new byte[1]));
        Assert.Equal(RecordTypeStream.Alert, records.Last);
    }

    [Fact]
    public void A_reset_in_the_middle_of_a_flood_is_one_inside_TLS_too()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Flood(), log.Add, terms: new() { Identity = Identity });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        using SslStream tls = Trusting(client, "localhost");
        tls.ReadExactly(new byte[100_000]);

        // Until the responder has no more room and waits in the middle of a record.
        Assert.True(SpinWait.SpinUntil(() => client.Socket.Available is var there && !SpinWait.SpinUntil(() => client.Socket.Available != there, TimeSpan.FromSeconds(0.05)), TimeSpan.FromSeconds(30)));
        client.Reset();
        log.Next<ResponderEvent.Accepted>();
        log.Next<ResponderEvent.TlsStarted>();
        Assert.Equal(ResponderEnding.PeerReset, log.Next<ResponderEvent.Ended>().How);
    }

    [Fact]
    public void A_reply_of_many_records_comes_whole()
    {
        byte[] reply = RandomNumberGenerator.GetBytes(100_001);
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), terms: new() { Identity = Identity, Reply = reply });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        using SslStream tls = Trusting(client, "localhost");
        tls.Write("data\n"u8);
        byte[] came = new byte[reply.Length];
        tls.ReadExactly(came);
        Assert.Equal(reply, came);
    }

    [Fact]
    public void A_client_that_speaks_no_TLS_is_told_and_ends_alone()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add, terms: new() { Identity = Identity });
        using LoopbackClient plain = LoopbackClient.Connect(responder.EndPoint);
        plain.Send("GET / HTTP/1.0\r\n\r\n"u8);
        plain.HalfClose();
        log.Next<ResponderEvent.Accepted>();
        Assert.NotEmpty(log.Next<ResponderEvent.TlsRefused>().Why);
        Assert.Equal(ResponderEnding.TlsFailed, log.Next<ResponderEvent.Ended>().How);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        Trusting(client, "localhost").Dispose();
    }

    [Fact]
    public void A_client_that_sends_empty_handshake_records_is_told_and_ends_alone()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add, terms: new() { Identity = Identity });
        using LoopbackClient broken = LoopbackClient.Connect(responder.EndPoint);
        broken.Send([22, 3, 3, 0, 0, 22, 3, 3, 0, 0]);
        log.Next<ResponderEvent.Accepted>();
        Assert.Equal("a record that TLS does not allow", log.Next<ResponderEvent.TlsRefused>().Why);
        Assert.Equal(ResponderEnding.TlsFailed, log.Next<ResponderEvent.Ended>().How);
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        Trusting(client, "localhost").Dispose();
    }

    [Fact]
    public void A_client_that_does_not_trust_the_certificate_is_told()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add, terms: new() { Identity = Identity });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        Assert.Throws<AuthenticationException>(() => Trusting(client, "example.org"));
        client.Dispose();
        log.Next<ResponderEvent.Accepted>();
    }

    [Fact]
    public void A_certificate_of_ones_own_is_shown_with_its_key()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=own", key, HashAlgorithmName.SHA256);
        using X509Certificate2 own = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        ResponderIdentity identity = ResponderIdentity.Of(new TlsIdentity(X509Certificate2.CreateFromPem(own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()), []));
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), terms: new() { Identity = identity });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        using SslStream tls = new(client.Stream());
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "own", CertificateChainPolicy = Trust(own) });
        Assert.Equal("CN=own", tls.RemoteCertificate!.Subject);
    }

    [Fact]
    public void A_key_that_the_TLS_library_will_not_use_is_refused_before_anybody_connects()
    {
#pragma warning disable CA5385 // A key that is too short is what this is about.
        using RSA key = RSA.Create(512);
#pragma warning restore CA5385
        CertificateRequest request = new("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 weak = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        FormatException refused = Assert.Throws<FormatException>(() => ResponderIdentity.Of(new TlsIdentity(weak, [])));
        Assert.StartsWith("is refused by the TLS library: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposed_it_ends_a_handshake_that_does_not_come_soon()
    {
        using EventLog log = new();
        using Responder responder = Responder.Start(Anywhere, new ResponderBehaviour.Echo(), log.Add, terms: new() { Identity = Identity });
        using LoopbackClient client = LoopbackClient.Connect(responder.EndPoint);
        log.Next<ResponderEvent.Accepted>();
        responder.Dispose();
        Assert.Equal(ResponderEnding.Stopped, log.Next<ResponderEvent.Ended>().How);
    }

    private static SslStream Trusting(LoopbackClient client, string name)
    {
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(Identity.CertificatePem);
        SslStream tls = new(client.Stream());
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = name, CertificateChainPolicy = Trust(authority) });
        return tls;
    }

    private static X509ChainPolicy Trust(X509Certificate2 authority) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { new X509Certificate2(authority) },
        RevocationMode = X509RevocationMode.NoCheck,
    };
}
