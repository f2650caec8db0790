using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>What the numbers and words of OpenSSL mean.</summary>
public sealed class TlsErrorTests
{
    // The library of TLS where OpenSSL 3 and its predecessors put it.
    private const int Tls = 20 << 23, TlsBefore3 = 20 << 24;
    private const int Alert = 1000;

    [Theory]
    [InlineData(Tls | Alert, "close_notify")]
    [InlineData(Tls | (Alert + 40), "handshake_failure")]
    [InlineData(Tls | (Alert + 120), "no_application_protocol")]
    [InlineData(Tls | (Alert + 255), "255")]
    public void An_alert_is_a_reason_beyond_a_thousand(int code, string alert) => Assert.Equal(new TlsError(alert, $"alert {alert}"), Of(code, "any words"));

    [Fact]
    public void The_reason_stood_behind_a_function_once() =>
        Assert.Equal(new TlsError("handshake_failure", "alert handshake_failure"), Of(TlsBefore3 | (148 << 12) | (Alert + 40), "any words"));

    [Theory]
    [InlineData(Tls | 258)]
    [InlineData(Tls | (Alert - 1))]
    [InlineData(Tls | (Alert + 256))]
    [InlineData(TlsBefore3 | (148 << 12) | 258)]
    public void Any_other_reason_stands_in_words_behind_the_last_colon(int code) =>
        Assert.Equal(new TlsError(null, "unsupported protocol"), Of(code, "error:0A000102:SSL routines::unsupported protocol"));

    [Theory]
    [InlineData(0)]
    [InlineData((16 << 23) | (Alert + 40))]
    [InlineData(unchecked((int)0x80131620))]
    public void What_no_library_of_TLS_said_keeps_all_its_words(int code) =>
        Assert.Equal(new TlsError(null, "Cannot decode: the frame is too long"), Of(code, "Cannot decode: the frame is too long."));

    [Fact]
    public void The_innermost_exception_knows_the_most()
    {
        IOException innermost = new("any words", Tls | (Alert + 48));
        Assert.Equal("unknown_ca", TlsError.Of(new IOException("outer", new IOException("middle", innermost))).Alert);
    }

    private static TlsError Of(int code, string words) => TlsError.Of(new IOException(words, code));
}
