using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TcpProbe.Exporter.Files;

namespace TcpProbe.Exporter.Web;

/// <summary>The TLS of the server, whose files are looked at before each handshake: certificates are renewed while it runs.</summary>
internal sealed class ServerTls
{
    private readonly bool _http2;
    private readonly Action<string> _say;
    private readonly Lock _gate = new();
    private ServerTlsSettings _settings;
    private Stamps _files;
    private SslServerAuthenticationOptions _options;

    /// <param name="settings">What the web configuration file says of it.</param>
    /// <param name="http2">Whether HTTP/2 is offered.</param>
    /// <param name="say">Takes a warning, a sentence without its full stop.</param>
    /// <exception cref="FormatException">A file cannot be used; the message is a sentence.</exception>
    public ServerTls(ServerTlsSettings settings, bool http2, Action<string> say)
    {
        _http2 = http2;
        _say = say;
        _settings = settings;
        _files = Stamps.Now(settings);
        _options = HandshakeTerms.Read(settings, http2);
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
            Stamps files = Stamps.Now(settings);
            _options = HandshakeTerms.Read(settings, _http2);
            _files = files;
            _settings = settings;
        }
    }

    /// <summary>The terms of a handshake that begins now.</summary>
    internal SslServerAuthenticationOptions Terms()
    {
        string? broken = null;
        lock (_gate)
        {
            // The stamps come first: what is written while the files are read is read again.
            Stamps files = Stamps.Now(_settings);
            if (files == _files) return _options;
            _files = files;
            try
            {
                _options = HandshakeTerms.Read(_settings, _http2);
            }
            catch (FormatException wrong)
            {
                broken = wrong.Message;
            }
        }

        if (broken is not null) _say($"{broken}; the certificate of before is served on");
        return _options;
    }

    private readonly record struct Stamps(FileStamp Certificate, FileStamp Key, FileStamp Authorities)
    {
        public static Stamps Now(ServerTlsSettings settings) =>
            new(FileStamp.Of(settings.Certificate.Path), FileStamp.Of(settings.Key.Path), FileStamp.Of(settings.ClientAuthorities?.Path));
    }
}
