using TcpProbe.Core.StandardStreams;
using TcpProbe.Terminal;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Commands;

/// <summary>What Program makes of that which is nobody's usage mistake.</summary>
public sealed class BoundaryTests
{
    [Fact]
    public void A_report_that_cannot_be_written_is_a_line_and_exit_74()
    {
        ToolResult result = Run(new Broken(() => new IOException("the disk is full")), TimeProvider.System);
        CommandLine.AssertIsComplaint(result, 74);
        Assert.Equal("tcpprobe: the report could not be written: the disk is full\n", result.Stderr);
    }

    [Fact]
    public void A_reader_who_has_gone_is_exit_141_without_a_word()
    {
        ToolResult result = Run(new Broken(() => new ClosedPipeException()), TimeProvider.System);
        Assert.Equal(141, result.ExitCode);
        Assert.Empty(result.Stderr);
    }

    [Fact]
    public void A_bug_is_a_line_and_exit_70()
    {
        ToolResult result = Run(new Broken(() => new InvalidOperationException("line one\nline two")), TimeProvider.System);
        CommandLine.AssertIsComplaint(result, 70);
        Assert.Equal("tcpprobe: a bug: InvalidOperationException: line one\\nline two\n", result.Stderr);
    }

    [Fact]
    public void A_bug_that_is_an_IOException_is_not_blamed_on_stdout()
    {
        using MemoryStream output = new();
        ToolResult result = Run(output, new BrokenClock());
        CommandLine.AssertIsComplaint(result, 70);
        Assert.Contains("a bug: FileNotFoundException: ", result.Stderr, StringComparison.Ordinal);
    }

    private static ToolResult Run(Stream output, TimeProvider clock)
    {
        using RefusedPort port = new();
        using MemoryStream error = new();
        int code = Program.Run(["-z", port.EndPoint.ToString()], new Streams(output, error), clock);
        return new ToolResult(code, [], error.ToArray(), TimeSpan.Zero);
    }

    private sealed class Broken(Func<Exception> thrown) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw thrown();
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new FileNotFoundException("Could not load file or assembly");
    }
}
