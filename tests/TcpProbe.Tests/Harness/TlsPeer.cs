using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Tests.Harness;

/// <summary>Servers that speak TLS, for <see cref="ScriptedPeer"/>.</summary>
internal static class TlsPeer
{
    /// <summary>The options of a server that presents these certificates, its own first.</summary>
    public static SslServerAuthenticationOptions Presenting(TestCertificate leaf, params TestCertificate[] others) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(leaf.Certificate, [.. others.Select(other => other.Certificate)], offline: true),
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
    };

    /// <summary>Shakes hands, then does as the script says; a client that does not like the server is no fault of the test.</summary>
    public static ScriptedPeer Serving(SslServerAuthenticationOptions options, Action<SslStream>? script = null) => new(socket =>
    {
        using SslStream tls = new(new NetworkStream(socket));
        try
        {
            tls.AuthenticateAsServer(options);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            // What the client made of it is what the test looks at; it must get our alert before the end of the connection.
            socket.Shutdown(SocketShutdown.Send);
            Drain(socket);
            return;
        }

        if (script is not null)
            script(tls);
        else
            Drain(tls);
    });

    /// <summary>Reads until the client has nothing more to say.</summary>
    public static void Drain(Stream stream)
    {
        try
        {
            byte[] buffer = new byte[4096];
            while (stream.Read(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The client was gone first.
        }
    }

    private static void Drain(Socket socket)
    {
        using NetworkStream stream = new(socket);
        Drain(stream);
    }
}
