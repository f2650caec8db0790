using TcpProbe.Endings;
using TcpProbe.Terminal;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Terminal;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.PathOf("target");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_not_there_before_it_is_whole_and_stays()
    {
        using (WholeFile file = new("--option", Target))
        {
            Assert.False(File.Exists(Target));
            file.Publish("text\n");
        }

        Assert.Equal("text\n", File.ReadAllText(Target));
        Assert.Single(Beside());
    }

    [Fact]
    public void Unpublished_it_leaves_nothing()
    {
        new WholeFile("--option", Target).Dispose();
        Assert.Empty(Beside());
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_whole()
    {
        _folder.File("target", "a longer text than the new one");
        WholeFile.Write("--option", Target, "text\n");
        Assert.Equal("text\n", File.ReadAllText(Target));
        Assert.Single(Beside());
    }

    [Fact]
    public void Two_at_once_do_not_meet()
    {
        using WholeFile one = new("--option", Target), other = new("--option", Target);
        one.Publish("one\n");
        other.Publish("other\n");
        Assert.Equal("other\n", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData("--ready-file")]
    [InlineData("--ca-out")]
    public void A_pipe_is_refused_and_left_alone(string option)
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "mkfifo", Target).ExitCode);
        Assert.Equal($"{option} {Target} is a pipe, a socket or a device, and only a file is replaced", Complaint(option));
        Assert.Equal([Target], Beside());
        Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "test", "-p", Target).ExitCode);
    }

    [Theory]
    [InlineData("--ready-file", "other")]
    [InlineData("--ca-out", "other")]
    [InlineData("--ready-file", "missing")]
    public void A_symbolic_link_is_refused_and_left_alone_with_what_it_leads_to(string option, string to)
    {
        string other = _folder.File("other", "kept");
        File.CreateSymbolicLink(Target, to);
        Assert.Equal($"{option} {Target} is a symbolic link, and only a file is replaced", Complaint(option));
        Assert.Equal(to, new FileInfo(Target).LinkTarget);
        Assert.Equal("kept", File.ReadAllText(other));
        Assert.Equal(2, Beside().Length);
    }

    [MountNamespaceFact]
    [Trait("Category", "Process")]
    public void A_mounted_file_is_refused_and_left_alone()
    {
        _folder.File("target", "kept");
        ToolResult result = Tool.Run(
            new ToolOptions { Prefix = MountNamespaceFactAttribute.Words($"mount --bind {Target} {Target}") }, "listen", "0", "--ready-file", Target);
        CommandLine.AssertIsComplaint(result, 64);
        Assert.Equal($"tcpprobe: --ready-file {Target} is a mounted file, which cannot be replaced\n", result.Stderr);
        Assert.Equal([Target], Beside());
    }

    [Fact]
    public void The_mode_of_the_file_that_it_replaces_stays()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Odd = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(_folder.File("target", "old"), Odd);
        WholeFile.Write("--option", Target, "text\n");
        Assert.Equal(Odd, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void What_came_there_meanwhile_is_not_replaced_either()
    {
        using WholeFile file = new("--option", Target);
        File.CreateSymbolicLink(Target, "missing");
        Assert.Throws<UsageException>(() => file.Publish("text\n"));
        Assert.Equal("missing", new FileInfo(Target).LinkTarget);
    }

    private string[] Beside() => Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!);

    private string Complaint(string option) => CommandLine.Complaint(["listen", "0", option, Target, .. option == "--ca-out" ? ["--tls"] : Array.Empty<string>()]);
}
