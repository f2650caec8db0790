using System.CommandLine;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>Whether to speak TLS, and whom to believe.</summary>
internal sealed class TlsOptions : OptionGroup
{
    private readonly OfferedOption<bool> _tls;
    private readonly OfferedOption<CertificateFile> _authorities;
    private readonly OfferedOption<string> _serverName;
    private readonly OfferedOption<IReadOnlyList<string>> _protocols;
    private readonly OfferedOption<CertificateFile> _certificate;
    private readonly OfferedOption<PrivateKeyFile> _key;
    private readonly OfferedOption<string> _minimum;
    private readonly OfferedOption<bool> _insecure;
    private readonly OfferedOption<int?> _days;

    public TlsOptions()
        : base(TlsSupport.IsLeftOut ? "TLS (not in this statically linked build)" : "TLS (verified unless told otherwise)")
    {
        _tls = Flag(new("--tls", "shake hands in TLS; alone, that is all of it") { Everyday = true });
        _authorities = Value(new("--ca", "believe only those of this PEM file") { ValueName = "FILE", Kind = ValueKind.File, Default = "the system's", Everyday = true }, CertificateFile.Read);
        _serverName = Text<string>(new("--sni", "the name to send and to look for in the certificate") { ValueName = "NAME", Kind = ValueKind.Host, Default = "the host" }, ServerName);
        _protocols = Value(new("--alpn", "the protocols to offer, such as h2,http/1.1") { ValueName = "P,…" }, ProtocolNames.Parse);
        _certificate = Value(new("--cert", "our certificate, if the peer asks who we are (PEM)") { ValueName = "FILE", Kind = ValueKind.File }, CertificateFile.Read);
        _key = Value(new("--key", "its private key (PEM, not encrypted), if it is not in the same file") { ValueName = "FILE", Kind = ValueKind.File }, PrivateKeyFile.Read);
        _minimum = Choice(new("--tls-min", "the oldest version to speak") { ValueName = "VERSION", Choices = ["1.2", "1.3"], Default = "1.2" });
        _insecure = Flag(new("--insecure", "accept every certificate, and say its faults") { Everyday = true });
        _days = Value<int?>(new("--cert-days", "fail if a certificate of the chain is good for fewer days") { ValueName = "N" }, text => BoundedInteger.Within(0, 36500)(text));
    }

    /// <summary>What is asked of the handshake, <c>null</c> if there is none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="startTls">Whether a step of the exchange begins TLS.</param>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public TlsTerms? Bind(ParseResult parsed, bool startTls)
    {
        if (TlsSupport.IsLeftOut)
        {
            string? asked = startTls ? "--starttls" : FirstGiven(parsed)?.Spec.Name;
            return asked is null ? null : throw new UsageException($"{asked} {TlsSupport.Absence}");
        }

        bool tls = _tls.In(parsed);
        CertificateFile? authorities = _authorities.In(parsed), certificate = _certificate.In(parsed);
        PrivateKeyFile? key = _key.In(parsed);
        if (tls && startTls) throw new UsageException("--tls begins at once and --starttls after a talk; write one of them");
        if (!tls && !startTls)
        {
            // Every option here but --tls itself is about a handshake that nobody asked for.
            return FirstGiven(parsed, except: _tls) is { } alone ? throw new UsageException($"{alone.Spec.Name} is given without --tls") : null;
        }

        if (key is not null && certificate is null) throw new UsageException("--key is given without --cert, the certificate it belongs to");
        return new TlsTerms
        {
            ServerName = _serverName.In(parsed),
            Protocols = _protocols.In(parsed) ?? [],
            Authorities = authorities?.Certificates,
            Identity = certificate is null ? null : Identity(certificate, key),
            Minimum = _minimum.In(parsed) == "1.3" ? TlsVersion.Tls13 : TlsVersion.Tls12,
            Insecure = _insecure.In(parsed),
            CertificateDays = _days.In(parsed),
        };
    }

    private static TlsIdentity? Identity(CertificateFile certificate, PrivateKeyFile? key)
    {
        try
        {
            return TlsIdentity.Of(certificate, key);
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"--cert {Shown.Word(certificate.Path)} {wrong.Message}");
        }
    }

    private static string ServerName(string text) => text.Length > 0
        ? TargetSyntax.ParseHost(text)
        : throw new FormatException("an empty name is sent nowhere");
}
