using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>Files of certificates and keys, before anybody looks at what is in them.</summary>
public sealed class PemFileTests : IDisposable
{
    private const int Largest = 16 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_that_is_in_a_file_is_its_text()
    {
        string text = string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number}\n"));
        Assert.Equal(text, PemFile.ReadText(_folder.File("long.pem", text)));
    }

    [Fact]
    public void A_file_may_be_as_large_as_16_MiB()
    {
        Assert.Equal(Largest, PemFile.ReadText(Empty(Largest)).Length);
        Assert.Equal("is larger than any file of certificates (16 MiB)", Refusal(Empty(Largest + 1)));
    }

    [Fact]
    public void A_file_that_cannot_be_read_says_why()
    {
        Assert.Equal("cannot be read: there is no such file", Refusal(_folder.PathOf("absent.pem")));
        Assert.Equal("cannot be read: it is a directory", Refusal(Path.GetDirectoryName(_folder.PathOf("any"))!));
    }

    [Fact]
    public void The_parts_of_a_file_are_called_by_their_labels_whatever_stands_between_them()
    {
        TestCertificate one = TestCertificate.Root("One");
        Assert.Equal(["CERTIFICATE", "PRIVATE KEY", "CERTIFICATE"], PemFile.Labels($"who: One\n{one.Pem}its key:\n{one.KeyPem}{one.Pem}the end"));
        Assert.Empty(PemFile.Labels("-----BEGIN CERTIFICATE-----\nno end"));
    }

    private static string Refusal(string path) => Assert.Throws<FormatException>(() => PemFile.ReadText(path)).Message;

    private string Empty(long length)
    {
        string path = _folder.PathOf($"{length}.pem");
        using FileStream file = File.Create(path);
        file.SetLength(length);
        return path;
    }
}
