using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

/// <summary>A tunable of the client namespace, changed until it is disposed of.</summary>
internal sealed class ClientSysctl : IDisposable
{
    private readonly LabFixture lab;
    private readonly string file;
    private readonly string? before;

    public ClientSysctl(LabFixture lab, string name, string value)
    {
        this.lab = lab;
        file = "/proc/sys/" + name.Replace('.', '/');
        ToolResult read = Sh("cat \"$1\"", file);
        before = read.ExitCode == 0 ? read.Stdout.Trim() : null;
        if (Exists)
            Write(value);
    }

    /// <summary>Whether this kernel has the tunable.</summary>
    public bool Exists => before is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (before is not null)
            Write(before);
    }

    private void Write(string value)
    {
        ToolResult written = Sh("echo \"$2\" >\"$1\"", file, value);
        Assert.True(written.ExitCode == 0, written.ToString());
    }

    private ToolResult Sh(string script, params string[] args) => Tool.RunProgram(lab.Client, ["sh", "-c", script, "sh", .. args]);
}
