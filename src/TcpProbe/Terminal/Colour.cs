namespace TcpProbe.Terminal;

/// <summary>Whether the verdict is coloured.</summary>
internal static class Colour
{
    /// <summary>The user's word decides; <c>auto</c> wants a terminal that is not dumb and no NO_COLOR.</summary>
    /// <param name="when">The word.</param>
    /// <param name="onError">Whether it is written to stderr.</param>
    public static bool IsWanted(string when, bool onError = false) => when switch
    {
        "always" => true,
        "never" => false,
        _ => !(onError ? Console.IsErrorRedirected : Console.IsOutputRedirected)
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
