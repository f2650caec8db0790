using System.Buffers.Binary;

namespace TcpProbe.Core.Tls;

/// <summary>Whether we were asked for our certificate, seen by the records in which we answer: also who has none answers, with an empty list (RFC 5246, section 7.4.6; RFC 8446, section 4.4.2).</summary>
/// <remarks>SslStream tells it to a callback alone, and with a callback it offers every server to be asked later, too (post_handshake_auth).</remarks>
internal sealed class CertificateAnswer
{
    private const byte ChangeCipherSpec = 20, HandshakeRecord = 22, EncryptedRecord = 23, CertificateMessage = 11;
    private const int HeaderLength = 5, LengthFrom = 3;

    private bool _hasChangedCipher;
    private int _encrypted;

    /// <summary>Whether there was one in what was seen so far; true means nothing once more than the handshake was.</summary>
    /// <remarks>In TLS 1.2 it can be read. In TLS 1.3 all that we would send without it is one encrypted record, our Finished.</remarks>
    public bool IsGiven { get; private set; }

    /// <summary>Looks at what is sent: whole records, as SslStream writes them.</summary>
    public void See(ReadOnlySpan<byte> records)
    {
        while (records.Length > HeaderLength)
        {
            _hasChangedCipher |= records[0] == ChangeCipherSpec;
            if (records[0] == EncryptedRecord) _encrypted++;
            IsGiven |= _encrypted > 1 || (records[0] == HandshakeRecord && !_hasChangedCipher && records[HeaderLength] == CertificateMessage);
            records = records[Math.Min(HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(records[LengthFrom..]), records.Length)..];
        }
    }
}
