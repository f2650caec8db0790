using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace TcpProbe.Exporter.Web;

/// <summary>Who somebody says he is (RFC 7617).</summary>
internal sealed class Credentials
{
    private const string Scheme = "Basic ";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Credentials(string user, string password)
    {
        User = user;
        Password = password;
    }

    /// <summary>The name.</summary>
    public string User { get; }

    /// <summary>The password.</summary>
    public string Password { get; }

    /// <summary>What an <c>Authorization</c> header says; <c>null</c> if it is none that can be read, or there are two.</summary>
    public static Credentials? Of(StringValues header)
    {
        if (header is not [{ } value] || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            string pair = s_utf8.GetString(Convert.FromBase64String(value[Scheme.Length..]));
            int colon = pair.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : new Credentials(pair[..colon], pair[(colon + 1)..]);
        }
        catch (Exception wrong) when (wrong is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>What stands for them and a hash in memory, of no use without the secret.</summary>
    public string Mark(string hash, byte[] secret)
    {
        using IncrementalHash mark = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in (string[])[User, hash, Password])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            mark.AppendData(length);
            mark.AppendData(bytes);
        }

        return Convert.ToBase64String(mark.GetHashAndReset());
    }
}
