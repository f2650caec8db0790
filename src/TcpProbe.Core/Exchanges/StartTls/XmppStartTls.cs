using System.Security;
using System.Text;
using TcpProbe.Core.Payloads;

namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>XMPP's starttls, RFC 6120 5.4.</summary>
internal sealed class XmppStartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "xmpp";

    internal override IEnumerable<Turn> Talk(string host) =>
    [
        new(Encoding.UTF8.GetBytes(
            $"<?xml version='1.0'?><stream:stream to='{SecurityElement.Escape(host)}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"),
            new Features()),
        new("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"u8.ToArray(), new Proceed()),
    ];

    // What it complains about stands behind a long header.
    private static Verdict.Mismatched Wrong(string expected, ReadOnlySpan<byte> got, bool refusesTls = false)
    {
        int error = got.IndexOf("<stream:error"u8), features = got.IndexOf("<stream:features"u8);
        return new(new Mismatch(expected, Excerpt.Around(got, Math.Max(0, error >= 0 ? error : features))) { RefusesTls = refusesTls });
    }

    // The stream's features end the peer's greeting, and starttls must be one of them.
    private sealed record Features : Expectation
    {
        /// <inheritdoc/>
        public override string Description => "stream features with starttls";

        internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
        {
            if (unread.TrimStart(" \t\r\n"u8) is [not (byte)'<', ..]) return Wrong(Description, unread);

            // What is complete first decides, as it would if it came byte by byte.
            int features = EndOf(unread, "</stream:features>"u8), none = EndOf(unread, "<stream:features/>"u8), stream = EndOf(unread, "</stream:stream>"u8);
            int first = Math.Min(features, Math.Min(none, stream));
            if (first == int.MaxValue) return isAll ? Wrong(Description, unread) : Verdict.NeedsMore;
            if (first == features && unread[..first].IndexOf("urn:ietf:params:xml:ns:xmpp-tls"u8) >= 0) return new Verdict.Matched(first);
            return Wrong(Description, unread, refusesTls: first != stream);
        }

        private static int EndOf(ReadOnlySpan<byte> unread, ReadOnlySpan<byte> mark) => unread.IndexOf(mark) is >= 0 and int at ? at + mark.Length : int.MaxValue;
    }

    private sealed record Proceed : Expectation
    {
        /// <inheritdoc/>
        public override string Description => "<proceed/>";

        internal override Verdict Look(ReadOnlySpan<byte> unread, ref int progress, bool isAll)
        {
            int end = unread.IndexOf((byte)'>');
            if (end >= 0 && unread[..end].IndexOf("<proceed"u8) >= 0) return new Verdict.Matched(end + 1);
            return isAll || end >= 0 ? Wrong(Description, unread, refusesTls: end >= 0) : Verdict.NeedsMore;
        }
    }
}
