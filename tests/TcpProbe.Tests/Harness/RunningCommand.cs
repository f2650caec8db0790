using System.Diagnostics;
using System.IO.Pipes;
using TcpProbe.Terminal;

namespace TcpProbe.Tests.Harness;

/// <summary>The tool within this process, on a thread of its own: the test sees what it says while it runs.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly AnonymousPipeServerStream output = new(PipeDirection.In), error = new(PipeDirection.In);
    private readonly StreamCapture stdout, stderr;
    private readonly Thread thread;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int code;

    private RunningCommand(string[] args)
    {
        AnonymousPipeClientStream toOutput = new(PipeDirection.Out, output.ClientSafePipeHandle), toError = new(PipeDirection.Out, error.ClientSafePipeHandle);
        stdout = new StreamCapture(output);
        stderr = new StreamCapture(error);
        thread = new Thread(() =>
        {
            using (toOutput)
            using (toError)
                code = Program.Run(args, new Streams(toOutput, toError), TimeProvider.System);
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }

    /// <summary>Starts the program.</summary>
    public static RunningCommand Start(params string[] args) => new(args);

    /// <summary>Waits until something stands on stdout.</summary>
    public void AwaitOutput(string text) => Assert.True(stdout.WaitFor(all => all.Contains(text, StringComparison.Ordinal), Limit), $"no \"{text}\" on stdout: {stdout.Text}");

    /// <summary>Waits until something stands on stderr.</summary>
    public void AwaitError(string text) => Assert.True(stderr.WaitFor(all => all.Contains(text, StringComparison.Ordinal), Limit), $"no \"{text}\" on stderr: {stderr.Text}");

    /// <summary>Waits for the end.</summary>
    public ToolResult Wait()
    {
        Assert.True(stdout.WaitForEnd(Limit) && stderr.WaitForEnd(Limit), $"it does not end\nstdout: {stdout.Text}\nstderr: {stderr.Text}");
        thread.Join();
        return new ToolResult(code, stdout.Bytes, stderr.Bytes, clock.Elapsed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }
}
