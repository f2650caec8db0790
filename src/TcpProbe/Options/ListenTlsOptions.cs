using System.CommandLine;
using System.Text;
using TcpProbe.Core.Responding;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>Whether the loopback peer speaks TLS, and who it is then.</summary>
internal sealed class ListenTlsOptions : OptionGroup
{
    private readonly Option<bool> _tls;
    private readonly Option<string?> _certificate;
    private readonly Option<string?> _key;
    private readonly Option<string?> _authorityFile;

    public ListenTlsOptions()
        : base("TLS")
    {
        _tls = Flag(new("--tls", "speak TLS, as localhost, 127.0.0.1 and ::1 with a throw-away certificate unless --cert is given"));
        _certificate = Value(new("--cert", "the certificate, its chain behind it (PEM)") { ValueName = "PATH" }, text => Encoding.UTF8.GetString(PayloadFile.Read(text)));
        _key = Value(new("--key", "its key (PEM)") { ValueName = "PATH" }, text => Encoding.UTF8.GetString(PayloadFile.Read(text)));
        _authorityFile = Value(new("--ca-out", "write the throw-away certificate there, for --ca of a probe") { ValueName = "PATH" }, PathText.Parse);
    }

    /// <summary>The identity to speak TLS with, and the file to write its certificate to.</summary>
    /// <exception cref="UsageException">One option lacks another, or the certificate and the key are no pair.</exception>
    public (ResponderIdentity? Identity, string? AuthorityFile) Bind(ParseResult parsed, TimeProvider clock)
    {
        string? certificate = parsed.GetValue(_certificate), key = parsed.GetValue(_key);
        string? authorityFile = parsed.GetValue(_authorityFile);
        if (!parsed.GetValue(_tls))
        {
            string? alone = certificate is not null ? _certificate.Name : key is not null ? _key.Name : authorityFile is not null ? _authorityFile.Name : null;
            return alone is null ? (null, null) : throw new UsageException($"{alone} goes with --tls");
        }

        if (certificate is null != key is null) throw new UsageException(key is null ? "--cert needs its --key" : "--key needs its --cert");
        if (certificate is null || key is null) return (ResponderIdentity.MakeThrowAway(clock), authorityFile);
        if (authorityFile is not null) throw new UsageException("--ca-out writes the throw-away certificate, and --cert gives another; drop one of them");
        try
        {
            return (ResponderIdentity.FromPem(certificate, key), null);
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"--cert and --key: {wrong.Message}");
        }
    }
}
