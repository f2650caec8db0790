namespace TcpProbe.Help;

/// <summary>The form of a command line as macros of mdoc(7).</summary>
internal static class Synopsis
{
    /// <summary>A line of macros: <c>listen [ADDRESS:]PORT</c> is <c>Cm listen Ar [ADDRESS:]PORT</c>.</summary>
    public static string Of(string form) => string.Join(' ', form.Split(' ').Select(Word));

    private static string Word(string word) => word switch
    {
        "--" => @"Fl \-",
        ['[', .. var inner, ']'] => $"Op Ar {MdocText.Argument(inner)}",
        [>= 'a' and <= 'z', ..] => $"Cm {MdocText.Argument(word)}",
        _ => $"Ar {MdocText.Argument(word)}",
    };
}
