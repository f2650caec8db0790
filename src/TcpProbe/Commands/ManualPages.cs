using TcpProbe.Help;
using TcpProbe.Options;

namespace TcpProbe.Commands;

/// <summary>The manual pages that <c>--generate man</c> prints.</summary>
internal static class ManualPages
{
    /// <summary>tcpprobe(1), in mdoc(7).</summary>
    public static string OfProbe() => ProbePage.Text(new ProbeCommand().Groups, new WaitForItOptions(), WaitForItCommand.About, ProductVersion.Text);

    /// <summary>tcpprobe-listen(1), in mdoc(7).</summary>
    public static string OfListen() => ListenPage.Text(ListenCommand.Form, new ListenCommand().Groups, ProductVersion.Text);
}
