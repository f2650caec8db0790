using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Fuzzing;

/// <summary>The first words of a TLS 1.2 server, which can be read, changed at random.</summary>
public sealed class HandshakeTests
{
    private static readonly byte[] s_flight = Flight();

    private static readonly Gen<byte[]> s_change = Gen.Select(Gen.Int[0, s_flight.Length], Gen.Byte.Array[0, 12], Gen.Int[0, 40]).Select(
        (at, inserted, dropped) => (byte[])[.. s_flight[..at], .. inserted, .. s_flight[Math.Min(s_flight.Length, at + dropped)..]]);

    private static readonly Gen<byte[]> s_records = Gen.Select(Gen.Byte[20, 24], Gen.Int[0, 5], Gen.Int[1, 5]).Select(
        (kind, length, count) => (byte[])[.. Enumerable.Repeat<byte[]>([kind, 3, 3, 0, (byte)length, .. new byte[length]], count).SelectMany(record => record), .. s_flight]);

    [Fact]
    public void No_change_of_a_servers_first_words_is_a_handshake_or_a_bug_of_ours() =>
        Gen.OneOf(s_change, s_records).Sample(
            flight =>
            {
                using ScriptedStream peer = new(new FakeTimeProvider(), TimeSpan.Zero, [flight]);
                return new TlsHandshake(new TlsTerms { Insecure = true }, "localhost", TimeProvider.System).Run(peer, limit: null) is not TlsResult.Secured;
            },
            iter: 300,
            threads: 1);

    private static byte[] Flight()
    {
        SslServerAuthenticationOptions older = TlsPeer.Presenting(TestCertificate.SelfSigned("localhost", TestDates.Good, "localhost"));
        older.EnabledSslProtocols = SslProtocols.Tls12;
        using ScriptedPeer peer = TlsPeer.Serving(older);
        using Socket socket = new(peer.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(peer.EndPoint);
        RecordTypeStream records = new(new NetworkStream(socket));
        using SslStream tls = new(records, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        tls.AuthenticateAsClient("localhost");
        return [.. records.Came];
    }
}
