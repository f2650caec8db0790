namespace TcpProbe.Tests.Harness;

/// <summary>A fact that needs the right to make a namespace of processes; skipped where there is none.</summary>
public sealed class ProcessNamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = Needs.Probe("a namespace of processes (unshare, as root)", [.. Words, "true"]);

    public ProcessNamespaceFactAttribute() => Skip = WhyNot.Value;

    /// <summary>The words that run a command as the first process of a namespace.</summary>
    internal static IReadOnlyList<string> Words => ["unshare", "--fork", "--pid", "--mount-proc", "--kill-child"];
}

/// <summary>A fact that needs the right to mount in a namespace of its own; skipped where there is none.</summary>
public sealed class MountNamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = Needs.Probe("a namespace of mounts (unshare, as root)", [.. Words("mount -t tmpfs tmpfs /tmp"), "true"]);

    public MountNamespaceFactAttribute() => Skip = WhyNot.Value;

    /// <summary>The words that run a command in such a namespace, after a preparation in the words of the shell.</summary>
    internal static IReadOnlyList<string> Words(string prepare) => ["unshare", "--mount", "sh", "-c", $"{prepare} && exec \"$@\"", "sh"];
}

/// <summary>A theory that needs a terminal, which Python makes; skipped where there is none.</summary>
public sealed class TerminalTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> WhyNot = Needs.Probe("a terminal (python3)", [.. Words, "true"]);

    public TerminalTheoryAttribute() => Skip = WhyNot.Value;

    /// <summary>The words that run a command on a terminal of its own, whose output is stdout then.</summary>
    internal static IReadOnlyList<string> Words =>
        ["python3", "-c", "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"];
}

/// <summary>A fact that needs the right to become another user, whom the system lets have few threads; skipped where there is none, or the tool is not that user's to run.</summary>
public sealed class OtherUserFactAttribute : FactAttribute
{
    // Nobody's, and no process of anybody counts for it.
    private const string User = "54321";

    private static readonly Lazy<string?> WhyNot = Needs.Probe("another user who may run the tool (setpriv and prlimit, as root)", [.. Words(100), .. Tool.Command, "--version"]);

    public OtherUserFactAttribute() => Skip = WhyNot.Value;

    /// <summary>The words that run a command as that user, with so many threads at most.</summary>
    internal static string[] Words(int threads) =>
        ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", "prlimit", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--nproc={threads}")];
}

/// <summary>What a machine may lack.</summary>
internal static class Needs
{
    /// <summary>Why tests are skipped: null where the command succeeds.</summary>
    public static Lazy<string?> Probe(string what, string[] command) => new(() =>
        OperatingSystem.IsLinux() && Tool.RunProgram(new ToolOptions(), command).ExitCode == 0 ? null : $"this needs {what}");
}
