namespace TcpProbe.Tests.Harness;

/// <summary>A fact about Linux; skipped elsewhere.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "the test needs Linux";
}
