namespace TcpProbe.Tests.Harness;

/// <summary>One pair of network namespaces with a case for each way a connect can end; see tests/lab/lab.sh.</summary>
internal sealed class Lab : IDisposable
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "lab", "lab.sh");
    private static readonly Lazy<string?> Refusal = new(Check);

    private readonly ToolOptions options;

    private Lab(string id, string? server)
    {
        Id = id;
        options = new ToolOptions { Environment = new Dictionary<string, string?> { ["LAB_ID"] = id, ["LAB_SERVER"] = server } };
    }

    /// <summary>Why no lab can be made on this machine; null where it can.</summary>
    public static string? WhyNot => Refusal.Value;

    /// <summary>Every case by its name, as the script lists them.</summary>
    public static IReadOnlyDictionary<string, LabCase> Cases { get; } = ReadCases();

    /// <summary>The name that sets this lab apart from all others.</summary>
    public string Id { get; }

    /// <summary>The words that run a command in the client namespace.</summary>
    public IReadOnlyList<string> ClientPrefix => ["env", $"LAB_ID={Id}", "bash", Script, "exec"];

    /// <summary>The words that run a command in the server namespace.</summary>
    public IReadOnlyList<string> ServerPrefix => ["env", $"LAB_ID={Id}", "bash", Script, "serve"];

    /// <summary>Makes a lab of its own; TCPPROBE_LAB_PREFIX begins its name, for whoever must find it after a killed run.</summary>
    /// <param name="server">The executable whose <c>listen</c> answers in the cases open, loss and silent; with null nobody listens there.</param>
    public static Lab Up(string? server)
    {
        string prefix = Environment.GetEnvironmentVariable("TCPPROBE_LAB_PREFIX") is { Length: > 0 } given ? given : "t";
        Lab lab = new($"{prefix}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}", server);
        ToolResult up = lab.Call("up");
        Assert.True(up.ExitCode == 0, $"lab.sh up: {up}");
        return lab;
    }

    /// <inheritdoc/>
    public void Dispose() => Call("down");

    private static string? Check()
    {
        if (!OperatingSystem.IsLinux())
            return "the lab needs Linux";
        ToolResult check = Tool.RunProgram(new ToolOptions(), "bash", Script, "check");
        return check.ExitCode switch
        {
            0 => null,
            77 => check.Stderr.Trim(),
            _ => throw new InvalidOperationException($"lab.sh check: {check}"),
        };
    }

    private static Dictionary<string, LabCase> ReadCases()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        return Tool.RunProgram(new ToolOptions(), "bash", Script, "cases").Stdout
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => new LabCase(words[1], words[2]));
    }

    private ToolResult Call(string command) => Tool.RunProgram(options, "bash", Script, command);
}

/// <summary>Where one case of the lab is met.</summary>
/// <param name="Host">The address, without brackets.</param>
/// <param name="Port">The port.</param>
internal sealed record LabCase(string Host, string Port)
{
    /// <summary>Both in one word, the address in brackets where it needs them.</summary>
    public string HostPort => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
