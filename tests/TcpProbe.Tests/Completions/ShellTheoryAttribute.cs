using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Completions;

/// <summary>A theory about the completion of a shell: skipped where the shell, Python or a file that is asked of it is missing.</summary>
public sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell, string file = "/")
    {
        Shell = shell;
        File = file;
        Skip = Programs.WhyNot(shell) ?? Programs.WhyNot("python3") ?? (Path.Exists(file) ? null : $"there is no {file}");
    }

    public string Shell { get; }

    public string File { get; }
}
