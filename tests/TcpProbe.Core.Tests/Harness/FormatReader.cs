using System.ComponentModel;
using System.Diagnostics;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A program that others read our formats with.</summary>
internal static class FormatReader
{
    /// <summary>Why promtool cannot be asked; null where it can.</summary>
    public static string? WhyNoPromtool { get; } = WhyNot("promtool is not installed (Debian: prometheus)", "promtool", "--version");

    /// <summary>Why the test harness of Perl cannot be asked; null where it can.</summary>
    public static string? WhyNoProve { get; } =
        WhyNot("prove is not installed (Debian: perl)", "prove", "--version") ?? WhyNot("TAP::Parser is not installed (Debian: perl)", "perl", "-MTAP::Parser", "-e", "1");

    /// <summary>What a program says of what it reads from stdin, and its exit code.</summary>
    public static (int ExitCode, string Said) Read(string input, string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> complaints = process.StandardError.ReadToEndAsync(), answers = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, answers.GetAwaiter().GetResult() + complaints.GetAwaiter().GetResult());
    }

    private static string? WhyNot(string reason, string program, params string[] arguments)
    {
        try
        {
            return Read(string.Empty, program, arguments).ExitCode == 0 ? null : reason;
        }
        catch (Win32Exception)
        {
            return reason;
        }
    }
}

/// <summary>A theory that asks promtool: skipped where there is none.</summary>
public sealed class PromtoolTheoryAttribute : TheoryAttribute
{
    public PromtoolTheoryAttribute() => Skip = FormatReader.WhyNoPromtool;
}

/// <summary>A fact that asks promtool: skipped where there is none.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = FormatReader.WhyNoPromtool;
}

/// <summary>A theory that asks the test harness of Perl: skipped where there is none.</summary>
public sealed class ProveTheoryAttribute : TheoryAttribute
{
    public ProveTheoryAttribute() => Skip = FormatReader.WhyNoProve;
}
