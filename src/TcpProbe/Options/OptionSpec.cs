using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>One option as the user meets it: the parser, the help and all that lists options are made from these.</summary>
/// <param name="Name">The long name, such as <c>--connect-timeout</c>.</param>
/// <param name="Help">What it is for, in a clause.</param>
internal sealed record OptionSpec(string Name, string Help)
{
    /// <summary>Its other names, short ones first.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What stands for its value in the help; <c>null</c> for a flag.</summary>
    public string? ValueName { get; init; }

    /// <summary>The words it takes, if it takes only those.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What its value is to a shell that completes it; <see cref="Choices"/> say more where there are some.</summary>
    public ValueKind Kind { get; init; }

    /// <summary>Whether it counts each time it is given.</summary>
    public bool Repeats { get; init; }

    /// <summary>What holds without it, if that is worth saying.</summary>
    public object? Default { get; init; }

    /// <summary>The option that this one takes back if it stands after it.</summary>
    public string? Overrides { get; init; }

    /// <summary>Whether <c>--help</c> shows it; <c>--help-all</c> shows every one.</summary>
    public bool Everyday { get; init; }

    /// <summary>All its names.</summary>
    public IEnumerable<string> Names => [.. Aliases, Name];

    /// <summary>Whether a name is one of them.</summary>
    public bool IsNamed(string name) => Name == name || (Aliases.Count > 0 && Aliases.Contains(name));

    /// <summary>The value itself if it is one of the choices.</summary>
    /// <exception cref="FormatException">It is not; the message completes the sentence "NAME VALUE …".</exception>
    public string Chosen(string text) => Spelling.Demand(text, Choices);
}
