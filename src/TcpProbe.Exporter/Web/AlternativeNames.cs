using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TcpProbe.Exporter.Web;

/// <summary>The subject alternative names of a certificate (RFC 5280, 4.2.1.6): those of DNS, addresses, of mail, URIs.</summary>
internal static class AlternativeNames
{
    private const string Oid = "2.5.29.17";
    private const int Mail = 1, Dns = 2, Uri = 6, Address = 7;

    /// <summary>The names as text; none if they cannot be read.</summary>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        try
        {
            return certificate.Extensions[Oid] is { } extension ? [.. Read(extension.RawData)] : [];
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    private static List<string> Read(byte[] encoded)
    {
        List<string> names = [];
        AsnReader list = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        while (list.HasData)
        {
            Asn1Tag tag = list.PeekTag();
            ReadOnlyMemory<byte> value = list.PeekContentBytes();
            _ = list.ReadEncodedValue();
            if (tag.TagClass == TagClass.ContextSpecific && Text(tag.TagValue, value.Span) is { } name) names.Add(name);
        }

        return names;
    }

    private static string? Text(int kind, ReadOnlySpan<byte> value) => kind switch
    {
        Mail or Dns or Uri => Encoding.ASCII.GetString(value),
        Address when value.Length is 4 or 16 => new IPAddress(value).ToString(),
        _ => null,
    };
}
