using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;

namespace TcpProbe.Exporter.Web;

/// <summary>Where PEM is: in a file, or in the configuration itself. What it says is never shown.</summary>
internal sealed class PemSource
{
    private const int LargestFile = 16 << 20;

    private readonly string _text;

    private PemSource(string? path, string name, string text)
    {
        Path = path;
        Name = name;
        _text = text;
    }

    /// <summary>The file; <c>null</c> if it is in the configuration.</summary>
    public string? Path { get; }

    /// <summary>What to call it in a sentence.</summary>
    public string Name { get; }

    /// <summary>That of a file.</summary>
    public static PemSource File(string path) => new(path, EscapedText.Show(path), string.Empty);

    /// <summary>That of a text.</summary>
    public static PemSource Inline(string name, string text) => new(null, name, text);

    /// <summary>Its text.</summary>
    /// <exception cref="FormatException">The file cannot be read; the message is a sentence.</exception>
    public string Read()
    {
        if (Path is null) return _text;
        try
        {
            using FileStream file = new(Path, FileMode.Open, FileAccess.Read);
            if (file.Length > LargestFile) throw new FormatException($"{Name} is larger than any file of certificates (16 MiB)");
            using StreamReader reader = new(file, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new FormatException($"{Name} cannot be read: {FileFault.Reason(fault, Path)}");
        }
    }

    /// <summary>The certificates in it, at least one.</summary>
    /// <exception cref="FormatException">There is none; the message is a sentence.</exception>
    public X509Certificate2Collection Certificates()
    {
        string text = Read();
        try
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPem(text);
            return certificates.Count > 0 ? certificates : throw new FormatException($"{Name} has no certificate in it (PEM, -----BEGIN CERTIFICATE-----)");
        }
        catch (CryptographicException)
        {
            throw new FormatException($"{Name} has a certificate in it that cannot be read");
        }
    }
}
