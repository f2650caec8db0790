using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Commands;

/// <summary>Mistakes on the command line of the loopback peer; none of them listens.</summary>
public sealed class ListenInputTests
{
    [Theory]
    [InlineData("--mode polite", "--mode polite is not one of echo, recipe, silent, close, reset, drip, fragment, flood, tarpit, full-backlog")]
    [InlineData("--interval 1", "--interval belongs to --mode drip")]
    [InlineData("--mode drip --interval 0", "--interval 0 is not above zero")]
    [InlineData("--delay none", "--delay none is no duration to set")]
    [InlineData("--connections 0", "--connections 0 is not a whole number from 1 to 2147483647")]
    [InlineData("--ready-file=", "--ready-file '' is no path")]
    [InlineData("--ready-file /nonexistent/x", "--ready-file /nonexistent/x cannot be written: there is no such directory")]
    [InlineData("--ready-file /", "--ready-file / is a directory")]
    [InlineData("--log-struct y", "--log-struct: ")]
    [InlineData("--log-struct !", "--log-struct: a struct without bytes")]
    [InlineData("--banner \\q", "--banner: \\q is no escape")]
    [InlineData("--reply=", "--reply has no bytes; --mode silent answers nothing")]
    [InlineData("--reply-hex 0", "--reply-hex: ")]
    [InlineData("--reply-file /nonexistent", "--reply-file /nonexistent cannot be read: there is no such file")]
    [InlineData("--reply-file /nonexistent/x", "--reply-file /nonexistent/x cannot be read: there is no such directory")]
    [InlineData("--reply-file /", "--reply-file / cannot be read: it is a directory")]
    [InlineData("--cert /nonexistent/x", "--cert /nonexistent/x cannot be read: there is no such directory")]
    [InlineData("--cert /", "--cert / cannot be read: it is a directory")]
    [InlineData("--reply-struct !B", "--reply-struct: ")]
    [InlineData("--reply x --reply-hex 00", "--reply and --reply-hex contradict each other")]
    [InlineData("--mode silent --reply x", "--reply changes nothing with --mode silent")]
    [InlineData("--mode silent --delay 1", "--delay changes nothing with --mode silent")]
    [InlineData("--mode recipe --reply-hex 00", "--reply-hex changes nothing with --mode recipe")]
    [InlineData("--mode recipe --expect x", "--expect changes nothing with --mode recipe")]
    [InlineData("--mode tarpit --tls", "--tls changes nothing with --mode tarpit")]
    [InlineData("--mode full-backlog --connections 1", "--connections changes nothing with --mode full-backlog")]
    [InlineData("--mode full-backlog --banner x", "--banner changes nothing with --mode full-backlog")]
    [InlineData("--expect=", "--expect: an empty text matches anything")]
    [InlineData("--expect-regex (", "--expect-regex: ")]
    [InlineData("--expect-hex zz", "--expect-hex: ")]
    [InlineData("--expect-struct !B", "--expect-struct: field 1 (B): no value")]
    [InlineData("--expect-struct !65536s\t* --expect x", "the expectations need 65537 bytes, and a request has at most 65536")]
    [InlineData("--cert x", "--cert x cannot be read: there is no such file")]
    [InlineData("--tls --cert /dev/null", "--cert /dev/null has no certificate in it")]
    [InlineData("--ca-out x", "--ca-out is given without --tls")]
    [InlineData("--tls --key /dev/null", "--key /dev/null has no private key in it")]
    [InlineData("--tls --ca-out /nonexistent/x", "--ca-out /nonexistent/x cannot be written: there is no such directory")]
    [InlineData("--send x", "unknown option --send")]
    public void A_mistake_is_one_line(string options, string says) =>
        Assert.Contains(says, CommandLine.Complaint(["listen", "0", .. options.Split(' ')]), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_that_no_handshake_would_succeed_with_is_one_line()
    {
#pragma warning disable CA5385 // A key that is too short is what this is about.
        using RSA key = RSA.Create(512);
#pragma warning restore CA5385
        CertificateRequest request = new("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 weak = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using TemporaryFolder folder = new();
        string file = folder.File("weak.pem", $"{weak.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        Assert.StartsWith($"--cert {file} is refused by the TLS library: ", CommandLine.Complaint("listen", "0", "--tls", "--cert", file), StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_is_80_columns_wide_and_names_every_mode()
    {
        string help = CommandLine.Run("listen", "--help").Stdout;
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.All(TcpProbe.Options.ListenMode.All, mode => Assert.Contains($"\n  {mode.Name} ", help, StringComparison.Ordinal));
    }
}
