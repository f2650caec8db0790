namespace TcpProbe.Terminal;

/// <summary>How wide the terminal is at this moment.</summary>
/// <remarks>The console of .NET would set the terminal up for reading keys as well.</remarks>
internal static class TerminalWidth
{
    private const int Standard = 80;

    /// <summary>The columns of stderr; <c>null</c> if it is no terminal that can rewrite a line.</summary>
    public static unsafe int? OfStderr()
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb") return null;
        if (!OperatingSystem.IsLinux()) return Standard;
        SystemCalls.WindowSize size = default;
        return SystemCalls.Terminal(2, SystemCalls.GetWindowSize, &size) == 0 && size.Columns > 0 ? size.Columns : Standard;
    }
}
