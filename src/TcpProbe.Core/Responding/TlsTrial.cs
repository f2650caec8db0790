using System.Net.Security;
using System.Security.Authentication;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Responding;

/// <summary>The first half of a handshake with ourselves, in memory: a key that is too weak for this machine fails only there.</summary>
internal static class TlsTrial
{
    // RFC 8446, section 5.1: the type of the record that a server answers with, if it does not refuse.
    private const byte Handshake = 22;

    /// <summary>What is wrong with an identity, in the words of the TLS library; <c>null</c> if a client would be answered.</summary>
    internal static string? Refusal(SslServerAuthenticationOptions identity)
    {
        (byte[] hello, _) = Talk([], tls => tls.AuthenticateAsClient("localhost"));
        (byte[] answer, Exception? end) = Talk(hello, tls => tls.AuthenticateAsServer(identity));
        return answer is [Handshake, ..] || end is null ? null : Cause(TlsError.Of(end).Sentence);
    }

    // "Using SSL certificate failed with OpenSSL error - ee key too small.": only the end of it is news.
    private static string Cause(string sentence) => sentence.Split(" - ")[^1].TrimEnd('.');

    // Neither side gets far, as the other one hangs up: what it said until then is what counts.
    private static (byte[] Said, Exception? End) Talk(byte[] heard, Action<SslStream> shakeHands)
    {
        using TrialWire wire = new(heard);
        using SslStream tls = new(wire, leaveInnerStreamOpen: true);
        try
        {
            shakeHands(tls);
            return (wire.Told, null);
        }
        catch (Exception end) when (end is AuthenticationException or IOException)
        {
            return (wire.Told, end);
        }
    }
}
