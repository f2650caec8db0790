namespace TcpProbe.Core.Tls;

/// <summary>What OpenSSL said went wrong, dug out of the exceptions that .NET wraps around it.</summary>
/// <param name="Alert">The alert that the peer sent, by its name in RFC 8446; <c>null</c> if it was no alert.</param>
/// <param name="Sentence">What it was, in words.</param>
internal sealed record TlsError(string? Alert, string Sentence)
{
    private const int SslLibrary = 20;
    private const int FirstAlert = 1000;

    /// <summary>The error behind an exception of SslStream.</summary>
    public static TlsError Of(Exception thrown)
    {
        Exception innermost = thrown;
        while (innermost.InnerException is { } inner) innermost = inner;

        if (innermost is IndexOutOfRangeException) return new TlsError(null, "a record that TLS does not allow");

        // The error code of OpenSSL 3 has the library in bits 23 to 30 and the reason below; before, in bits 24 to 31 and the lowest 12.
        uint code = (uint)innermost.HResult;
        uint reason = code >> 23 == SslLibrary ? code & 0x7FFFFF : code >> 24 == SslLibrary ? code & 0xFFF : 0;
        if (reason is >= FirstAlert and <= FirstAlert + 255)
        {
            string alert = Name(reason - FirstAlert);
            return new TlsError(alert, $"alert {alert}");
        }

        // error:0A000102:SSL routines::unsupported protocol
        string message = innermost.Message;
        return new TlsError(null, reason > 0 ? message[(message.LastIndexOf(':') + 1)..].Trim() : message.TrimEnd('.'));
    }

    // RFC 8446, section 6, and those of its predecessors that are still heard.
    private static string Name(uint number) => number switch
    {
        0 => "close_notify",
        10 => "unexpected_message",
        20 => "bad_record_mac",
        21 => "decryption_failed",
        22 => "record_overflow",
        30 => "decompression_failure",
        40 => "handshake_failure",
        41 => "no_certificate",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        49 => "access_denied",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        100 => "no_renegotiation",
        109 => "missing_extension",
        110 => "unsupported_extension",
        112 => "unrecognized_name",
        113 => "bad_certificate_status_response",
        115 => "unknown_psk_identity",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => $"{number}",
    };
}
