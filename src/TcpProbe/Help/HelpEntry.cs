namespace TcpProbe.Help;

/// <summary>A row of a table in help and manual: a word, and what it stands for.</summary>
/// <param name="Name">The word, or a few.</param>
/// <param name="Meaning">A clause.</param>
internal sealed record HelpEntry(string Name, string Meaning);
