namespace TcpProbe.Tests.Harness;

/// <summary>Programs of this machine that some tests need, and not every machine has.</summary>
internal static class Programs
{
    /// <summary>Why a test that needs the program cannot run; null where it can.</summary>
    public static string? WhyNot(string program)
    {
        if (OperatingSystem.IsWindows())
            return "the test needs a Unix";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => File.Exists(Path.Combine(folder, program))) ? null : $"{program} is not installed";
    }

    /// <summary>The path of a script of tests/tools.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "tools", name);

    /// <summary>Starts a script of tests/tools and waits for its first line, which is returned.</summary>
    public static RunningTool StartPython(ToolOptions options, out string ready, string script, params string[] args)
    {
        RunningTool server = RunningTool.StartProgram(options, ["python3", Script(script), .. args]);
        ready = server.ReadLine();
        return server;
    }
}

/// <summary>A fact that needs a program: skipped where it is not installed.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        Program = program;
        Skip = Programs.WhyNot(program);
    }

    public string Program { get; }
}

/// <summary>A theory that needs a program: skipped where it is not installed.</summary>
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(string program)
    {
        Program = program;
        Skip = Programs.WhyNot(program);
    }

    public string Program { get; }
}

/// <summary>A fact that needs the lab and a program: skipped where one is missing.</summary>
public sealed class LabProgramFactAttribute : FactAttribute
{
    public LabProgramFactAttribute(string program)
    {
        Program = program;
        Skip = Programs.WhyNot(program) ?? Lab.WhyNot;
    }

    public string Program { get; }
}

/// <summary>A theory that needs the lab and a program: skipped where one is missing.</summary>
public sealed class LabProgramTheoryAttribute : TheoryAttribute
{
    public LabProgramTheoryAttribute(string program)
    {
        Program = program;
        Skip = Programs.WhyNot(program) ?? Lab.WhyNot;
    }

    public string Program { get; }
}

/// <summary>A fact about processes of Unix; skipped elsewhere.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "the test needs a Unix" : null;
}

/// <summary>A theory about processes of Unix; skipped elsewhere.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "the test needs a Unix" : null;
}
