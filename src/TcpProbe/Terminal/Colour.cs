namespace TcpProbe.Terminal;

/// <summary>Whether the verdict is coloured.</summary>
internal static class Colour
{
    /// <summary>The user's word decides; <c>auto</c> wants a terminal that is not dumb and no NO_COLOR.</summary>
    public static bool IsWanted(string when) => when switch
    {
        "always" => true,
        "never" => false,
        _ => !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
