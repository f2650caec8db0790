using System.Security.Cryptography;
using System.Text;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tls;

/// <summary>The text of a PEM file (RFC 7468) and what its parts are called.</summary>
internal static class PemFile
{
    private const int LargestFile = 16 << 20;

    /// <summary>The text of a file.</summary>
    /// <exception cref="FormatException">It cannot be read; the message completes the sentence "FILE …".</exception>
    public static string ReadText(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read);
            using MemoryStream text = new();
            byte[] buffer = new byte[64 * 1024];
            while (file.Read(buffer) is > 0 and int count)
            {
                text.Write(buffer, 0, count);
                if (text.Length > LargestFile) throw new FormatException("is larger than any file of certificates (16 MiB)");
            }

            return Encoding.Latin1.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new FormatException($"cannot be read: {FileFault.Reason(fault, path)}");
        }
    }

    /// <summary>The labels of its parts, such as <c>CERTIFICATE</c>, in their order.</summary>
    public static IEnumerable<string> Labels(string text)
    {
        for (int at = 0; PemEncoding.TryFind(text.AsSpan(at), out PemFields fields); at += fields.Location.End.Value)
            yield return text.AsSpan(at)[fields.Label].ToString();
    }
}
