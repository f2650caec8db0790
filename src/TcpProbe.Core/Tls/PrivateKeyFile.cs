namespace TcpProbe.Core.Tls;

/// <summary>A PEM file with a private key in it that needs no password.</summary>
public sealed record PrivateKeyFile
{
    private PrivateKeyFile(string text) => Text = text;

    /// <summary>All that is in the file.</summary>
    internal string Text { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It cannot be read, or has no key in it that can be used; the message completes the sentence "FILE …".</exception>
    public static PrivateKeyFile Read(string path) => TlsSupport.IsLeftOut
        ? throw new FormatException(TlsSupport.Absence)
        : Parse(PemFile.ReadText(path));

    /// <summary>Takes the text of a file, wherever it stands.</summary>
    /// <exception cref="FormatException">It has no key in it that can be used; the message completes the sentence "FILE …".</exception>
    public static PrivateKeyFile Parse(string text) => In(text, otherwise: "has no private key in it (PEM, -----BEGIN PRIVATE KEY-----)");

    /// <summary>The key beside the certificates of a file.</summary>
    /// <exception cref="FormatException">There is none that can be used; the message completes the sentence "FILE …".</exception>
    internal static PrivateKeyFile Beside(CertificateFile certificates) => In(certificates.Text, otherwise: "has no private key in it; name the key's file with --key");

    private static PrivateKeyFile In(string text, string otherwise)
    {
        string[] keys = [.. PemFile.Labels(text).Where(label => label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))];
        if (keys.Contains("ENCRYPTED PRIVATE KEY") || text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            throw new FormatException("has an encrypted key, and nobody is there to type its password; openssl pkey -in KEY -out PLAIN writes it without");
        return keys.Length > 0 ? new PrivateKeyFile(text) : throw new FormatException(otherwise);
    }
}
