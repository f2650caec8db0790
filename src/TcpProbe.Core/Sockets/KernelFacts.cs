namespace TcpProbe.Core.Sockets;

/// <summary>What the kernel says of itself, and what follows for a connect that nobody answers.</summary>
/// <param name="Tunables">The tunables of /proc.</param>
/// <param name="SynSchedule">When the kernel itself would end the connect, <c>null</c> where too little is known.</param>
public sealed record KernelFacts(KernelTunables Tunables, SynSchedule? SynSchedule)
{
    private static readonly TimeSpan s_rtoMaxBeforeItsOption = TimeSpan.FromSeconds(120);

    /// <summary>Computes the give-up time from what the socket itself holds, and from /proc where only that tells.</summary>
    internal static KernelFacts Of(PlatformSocket socket, SocketTuning tuning, KernelTunables tunables)
    {
        int? retries = socket.GetOption(SocketOption.SynRetries) ?? tunables.SynRetries;

        // Without the file the kernel is older than 6.5, or /proc is hidden: only the retries beside it tell which.
        int? linear = tunables.SynLinearTimeouts ?? (tunables.SynRetries is null ? null : 0);
        TimeSpan rtoMax = socket.GetOption(SocketOption.MaxRetransmissionTimeout) is { } milliseconds and > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : tunables.RtoMax ?? s_rtoMaxBeforeItsOption;
        return new KernelFacts(tunables, retries is { } n && linear is { } l ? SynSchedule.Compute(n, l, rtoMax, tuning.UserTimeout) : null);
    }
}
