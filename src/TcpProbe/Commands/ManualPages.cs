using TcpProbe.Help;
using TcpProbe.Options;

namespace TcpProbe.Commands;

/// <summary>The manual pages that <c>--generate man</c> prints.</summary>
internal static class ManualPages
{
    private static string Version => typeof(ManualPages).Assembly.GetName().Version!.ToString(3);

    /// <summary>tcpprobe(1), in mdoc(7).</summary>
    public static string OfProbe() => ProbePage.Text(new ProbeCommand().Groups, new WaitForItOptions(), WaitForItCommand.About, Version);

    /// <summary>tcpprobe-listen(1), in mdoc(7).</summary>
    public static string OfListen() => ListenPage.Text(ListenCommand.Form, new ListenCommand().Groups, Version);
}
