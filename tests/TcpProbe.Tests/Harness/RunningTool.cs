using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
namespace TcpProbe.Tests.Harness;

/// <summary>A process that runs beside the test, killed with all it started when disposed of.</summary>
internal sealed class RunningTool : IDisposable
{
    /// <summary>
    /// A child inherits the signals that are ignored: SIGPIPE by every .NET process, SIGINT and SIGQUIT by a script's background job. Under a
    /// shell the tool would die of them, and so it does here.
    /// </summary>
    private static readonly string[] SignalReset = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,QUIT,PIPE"] : [];

    private readonly Process process;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TimeSpan limit;
    private readonly StreamCapture stdout;
    private readonly StreamCapture stderr;

    private RunningTool(ToolOptions options, IReadOnlyList<string> command)
    {
        limit = options.Limit;
        ProcessStartInfo start = new()
        {
            FileName = command[0],
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        foreach (string argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        start.Environment.TryAdd("DOTNET_ROOT", Tool.DotnetRoot);
        foreach ((string name, string? value) in options.Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
        stdout = new StreamCapture(process.StandardOutput.BaseStream);
        stderr = new StreamCapture(process.StandardError.BaseStream);
        _ = FeedAsync(process, options.Stdin);
    }

    /// <summary>The process itself: signal reset, shell, prefix and tool replace one another, so that this is the tool.</summary>
    public int Id => process.Id;

    /// <summary>What came on stdout so far.</summary>
    public string StdoutSoFar => stdout.Text;

    /// <summary>What came on stderr so far.</summary>
    public string StderrSoFar => stderr.Text;

    /// <summary>Starts the tool.</summary>
    public static RunningTool Start(params string[] args) => Start(new ToolOptions(), args);

    /// <summary>Starts the tool.</summary>
    public static RunningTool Start(ToolOptions options, params string[] args) => StartProgram(options, [.. Tool.Command, .. args]);

    /// <summary>Starts another program under the same care.</summary>
    public static RunningTool StartProgram(ToolOptions options, params string[] command)
    {
        List<string> words = [.. SignalReset, .. options.Prefix, .. command];
        if (options.Redirections is { } redirections)
            words.InsertRange(0, ["sh", "-c", $"exec \"$@\" {redirections}", "sh"]);
        return new RunningTool(options, words);
    }

    /// <summary>The next line of stdout without its end; the test fails where none comes within the limit.</summary>
    public string ReadLine() =>
        stdout.ReadLine(limit) ?? throw Failure($"no further line on stdout (waited {clock.Elapsed.TotalSeconds:F1} s)");

    /// <summary>The next line of stderr without its end; the test fails where none comes within the limit.</summary>
    public string ReadErrorLine() =>
        stderr.ReadLine(limit) ?? throw Failure($"no further line on stderr (waited {clock.Elapsed.TotalSeconds:F1} s)");

    /// <summary>Waits until stdout so far is as wanted; the test fails where that does not come within the limit.</summary>
    public void AwaitOutput(Func<string, bool> wanted)
    {
        if (!stdout.WaitFor(wanted, limit)) throw Failure("stdout never became as wanted");
    }

    /// <summary>Waits until something stands on stderr; the test fails where it does not come within the limit.</summary>
    public void AwaitError(string text)
    {
        if (!stderr.WaitFor(all => all.Contains(text, StringComparison.Ordinal), limit)) throw Failure($"stderr never had \"{text}\"");
    }

    /// <summary>Sends a signal by its name without SIG: INT, TERM, STOP.</summary>
    public void Signal(string name) => Assert.True(TrySignal(name), $"could not send SIG{name} to process {Id}");

    /// <summary>Sends a signal, unless the process has ended.</summary>
    /// <returns>Whether it was sent.</returns>
    public bool TrySignal(string name)
    {
        using Process kill = Process.Start("sh", ["-c", "kill -\"$1\" \"$2\" 2>/dev/null", "sh", name, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }

    /// <summary>How many threads it has at this moment; Linux only.</summary>
    public int CountThreads() => Directory.GetDirectories($"/proc/{Id}/task").Length;

    /// <summary>Whether its main thread is within write(2) of stdout at this moment, by the number of the call on x86-64 and arm64; Linux only.</summary>
    public bool IsWriting() =>
        File.ReadAllText($"/proc/{Id}/syscall") is { } call && (call.StartsWith("1 0x1 ", StringComparison.Ordinal) || call.StartsWith("64 0x1 ", StringComparison.Ordinal));

    /// <summary>Waits for the end; the test fails where it does not come within the limit.</summary>
    public ToolResult Wait()
    {
        if (!process.WaitForExit(limit))
        {
            Kill();
            throw Failure($"did not end within {limit.TotalSeconds:F1} s");
        }

        TimeSpan elapsed = clock.Elapsed;
        if (!stdout.WaitForEnd(limit) || !stderr.WaitForEnd(limit))
            throw Failure("ended, but something it started holds its output open");
        return new ToolResult(process.ExitCode, stdout.Bytes, stderr.Bytes, elapsed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static async Task FeedAsync(Process process, byte[]? bytes)
    {
        try
        {
            await using Stream stdin = process.StandardInput.BaseStream;
            await stdin.WriteAsync(bytes ?? []);
        }
        catch (IOException)
        {
            // It ended, or closed its stdin, before it read all of it: its own business.
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }

    private Xunit.Sdk.XunitException Failure(string what) =>
        new($"{string.Join(' ', process.StartInfo.ArgumentList.Prepend(process.StartInfo.FileName))}: {what}\nstdout: {StdoutSoFar}\nstderr: {StderrSoFar}");
}
