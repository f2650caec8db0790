using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>A probe that stands still for a while (SIGSTOP, a processor that others have) and goes on.</summary>
[Trait("Category", "Process")]
public sealed class StopTests
{
    // Longer than a pattern may be matched for.
    private static readonly TimeSpan s_stop = TimeSpan.FromSeconds(0.3);

    [UnixTheory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(24)]
    [InlineData(28)]
    public void What_is_there_is_found_however_long_the_look_at_it_stood_still(int milliseconds)
    {
        using ManualResetEventSlim said = new();
        using ScriptedPeer peer = new(socket =>
        {
            _ = socket.Send("220 mail.invalid ready\r\n"u8);
            said.Set();
            _ = socket.Receive(new byte[1]);
        });
        using RunningTool tool = RunningTool.Start($"{peer.EndPoint}", "--expect-regex", @"^220 (?<name>\S+)", "--io-timeout", "30");
        Assert.True(said.Wait(TimeSpan.FromSeconds(30)));

        // The moment is what is tried; nothing is waited for.
        Thread.Sleep(milliseconds);
        if (tool.TrySignal("STOP"))
        {
            Thread.Sleep(s_stop);
            _ = tool.TrySignal("CONT");
        }

        ToolResult result = tool.Wait();
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
