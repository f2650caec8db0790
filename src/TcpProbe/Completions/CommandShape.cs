using TcpProbe.Options;

namespace TcpProbe.Completions;

/// <summary>A command as a shell meets it.</summary>
/// <param name="Name">The word that calls it; that of the everyday command is the program's own.</param>
/// <param name="Help">What it is for, in a clause.</param>
/// <param name="Options">Its options.</param>
internal sealed record CommandShape(string Name, string Help, IReadOnlyList<OptionSpec> Options)
{
    /// <summary>The program, and its everyday command, which is called without a word.</summary>
    public const string Everyday = "tcpprobe";

    /// <summary>What its words are.</summary>
    public OperandKind Operands { get; init; }

    /// <summary>The topics that it knows.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Whether a command of the system stands behind its <c>--</c>.</summary>
    public bool RunsCommand { get; init; }

    /// <summary>The names of all its options.</summary>
    public IEnumerable<string> OptionNames => Options.SelectMany(option => option.Names);

    /// <summary>The names of those that take a value.</summary>
    public IEnumerable<string> NamesWithValue => Options.Where(option => option.ValueName is not null).SelectMany(option => option.Names);
}
