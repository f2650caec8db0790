using System.Text;
namespace TcpProbe.Tests.Harness;

/// <summary>What a finished process left behind.</summary>
/// <param name="ExitCode">Its exit code; 128 + n where signal n ended it.</param>
/// <param name="StdoutBytes">Every byte of stdout.</param>
/// <param name="StderrBytes">Every byte of stderr.</param>
/// <param name="Elapsed">From its start to its end, the start of the process included.</param>
internal sealed record ToolResult(int ExitCode, byte[] StdoutBytes, byte[] StderrBytes, TimeSpan Elapsed)
{
    /// <summary>stdout, read as UTF-8.</summary>
    public string Stdout => Encoding.UTF8.GetString(StdoutBytes);

    /// <summary>stderr, read as UTF-8.</summary>
    public string Stderr => Encoding.UTF8.GetString(StderrBytes);

    /// <summary>All of it, for the message of a failed assertion.</summary>
    public override string ToString() => $"exit code {ExitCode} after {Elapsed.TotalMilliseconds:F0} ms\nstdout: {Stdout}\nstderr: {Stderr}";
}
