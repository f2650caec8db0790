using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace TcpProbe.Exporter.Web;

/// <summary>The TLS of the server, whose files are looked at before each handshake: certificates are renewed while it runs.</summary>
internal sealed class ServerTls
{
    private readonly bool _http2;
    private readonly Action<string> _say;
    private readonly Lock _gate = new();
    private HandshakeTerms _terms;
    private string? _fault;

    /// <param name="settings">What the web configuration file says of it.</param>
    /// <param name="http2">Whether HTTP/2 is offered.</param>
    /// <param name="say">Takes a warning, a sentence without its full stop.</param>
    /// <exception cref="FormatException">A file cannot be used; the message is a sentence.</exception>
    public ServerTls(ServerTlsSettings settings, bool http2, Action<string> say)
    {
        _http2 = http2;
        _say = say;
        _terms = HandshakeTerms.Read(settings, http2);
    }

    /// <summary>Sets it for an end point.</summary>
    public void Listen(ListenOptions listen) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = _ => ValueTask.FromResult(Terms()),
        HandshakeTimeout = ServerLimits.Patience,
    });

    /// <summary>Goes on with other settings, from the next handshake.</summary>
    /// <exception cref="FormatException">A file cannot be used, and all stays as it was; the message is a sentence.</exception>
    public void Renew(ServerTlsSettings settings)
    {
        lock (_gate)
        {
            _terms = HandshakeTerms.Read(settings, _http2);
            _fault = null;
        }
    }

    /// <summary>The terms of a handshake that begins now.</summary>
    internal SslServerAuthenticationOptions Terms()
    {
        string? news = null;
        SslServerAuthenticationOptions options;
        lock (_gate)
        {
            try
            {
                _terms = _terms.Now();
                _fault = null;
            }
            catch (FormatException wrong)
            {
                // Each handshake tries again, since a fault may pass without a change of the file, and need not say the same again.
                if (wrong.Message != _fault) news = _fault = wrong.Message;
            }

            options = _terms.Options;
        }

        if (news is not null) _say($"{news}; the certificate of before is served on");
        return options;
    }
}
