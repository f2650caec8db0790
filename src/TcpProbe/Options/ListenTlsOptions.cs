using System.CommandLine;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Tls;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>Whether the loopback peer speaks TLS, and who it is then.</summary>
internal sealed class ListenTlsOptions : OptionGroup
{
    private readonly OfferedOption<bool> _tls;
    private readonly OfferedOption<CertificateFile> _certificate;
    private readonly OfferedOption<PrivateKeyFile> _key;
    private readonly OfferedOption<string> _authorityFile;

    public ListenTlsOptions()
        : base(TlsSupport.IsLeftOut ? "TLS (not in this statically linked build)" : "TLS")
    {
        _tls = Flag(new("--tls", "speak TLS, as localhost, 127.0.0.1 and ::1 with a throw-away certificate unless --cert is given"));
        _certificate = Value(new("--cert", "the certificate, its chain behind it (PEM)") { ValueName = "FILE", Kind = ValueKind.File }, CertificateFile.Read);
        _key = Value(new("--key", "its private key (PEM, not encrypted), if it is not in the same file") { ValueName = "FILE", Kind = ValueKind.File }, PrivateKeyFile.Read);
        _authorityFile = Value(new("--ca-out", "write the throw-away certificate there, for --ca of a probe") { ValueName = "PATH", Kind = ValueKind.File }, PathText.Parse);
    }

    /// <summary>The identity to speak TLS with, and the file to write its certificate to.</summary>
    /// <exception cref="UsageException">One option lacks another, or the certificate and the key are no pair.</exception>
    public (ResponderIdentity? Identity, string? AuthorityFile) Bind(ParseResult parsed, TimeProvider clock)
    {
        if (TlsSupport.IsLeftOut) return FirstGiven(parsed) is { } asked ? throw new UsageException($"{asked.Spec.Name} {TlsSupport.Absence}") : (null, null);
        CertificateFile? certificate = _certificate.In(parsed);
        PrivateKeyFile? key = _key.In(parsed);
        string? authorityFile = _authorityFile.In(parsed);
        if (!_tls.In(parsed))
        {
            string? alone = certificate is not null ? "--cert" : key is not null ? "--key" : authorityFile is not null ? "--ca-out" : null;
            return alone is null ? (null, null) : throw new UsageException($"{alone} is given without --tls");
        }

        if (key is not null && certificate is null) throw new UsageException("--key is given without --cert, the certificate it belongs to");
        if (certificate is not null && authorityFile is not null) throw new UsageException("--ca-out writes the throw-away certificate, and --cert gives another; drop one of them");
        if (TlsSupport.WhyNot is { } whyNot) throw new UsageException($"--tls needs OpenSSL: {whyNot}");
        ResponderIdentity.Prepare();
        return (certificate is null ? ResponderIdentity.MakeThrowAway(clock) : Own(certificate, key), authorityFile);
    }

    private static ResponderIdentity? Own(CertificateFile certificate, PrivateKeyFile? key)
    {
        try
        {
            return TlsIdentity.Of(certificate, key) is { } identity ? ResponderIdentity.Of(identity) : null;
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"--cert {Shown.Word(certificate.Path)} {wrong.Message}");
        }
    }
}
