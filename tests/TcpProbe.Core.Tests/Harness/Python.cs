using System.Diagnostics;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>The Python of this machine, whose <c>struct</c> is the measure of ours.</summary>
internal static class Python
{
    /// <summary>Why no test can ask it; null where it can be asked.</summary>
    public static string? WhyNot { get; } = FindWhyNot();

    /// <summary>The lines of the table that tests/tools/struct_vectors.py makes of these arguments.</summary>
    public static IReadOnlyList<string[]> Table(params string[] arguments)
    {
        // Without UTF-8 Python would write what it cannot encode as an error.
        string script = Path.Combine(AppContext.BaseDirectory, "tools", "struct_vectors.py");
        return [.. Run(["-X", "utf8", script, .. arguments]).Split('\n')[..^1].Select(line => line.Split('\t'))];
    }

    private static string? FindWhyNot()
    {
        try
        {
            string machine = Run(["-c", "import struct, sys; print(sys.byteorder, struct.calcsize('l'), struct.calcsize('P'))"]);
            return machine.Trim() == "little 8 8" ? null : $"this needs the Python of a 64-bit little-endian Unix, not {machine}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "python3 is not installed";
        }
    }

    private static string Run(string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

/// <summary>A theory that asks Python: skipped where there is none.</summary>
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute() => Skip = Python.WhyNot;
}
