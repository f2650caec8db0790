namespace TcpProbe.Tests.Harness;

/// <summary>How the tool is run, where it matters.</summary>
internal sealed record ToolOptions
{
    /// <summary>Words in front of the tool's own, such as <see cref="Lab.ClientPrefix"/>.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>What stdin holds before it ends; stdin is at its end from the start where this is null.</summary>
    public byte[]? Stdin { get; init; }

    /// <summary>Variables to set, or with null to remove; all others are this process's own.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The directory to run in; null is this process's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// Redirections in the shell's own words, such as <c>&gt;&amp;-</c> (stdout closed) or <c>&gt;/dev/full</c>; null runs the tool without a shell.
    /// </summary>
    public string? Redirections { get; init; }

    /// <summary>How long the tool may take; then it is killed and the test fails.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);
}
