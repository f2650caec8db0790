using System.IO.Pipes;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TcpProbe.Core.StandardStreams;
using TcpProbe.Endings;
using TcpProbe.Terminal;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Terminal;

public sealed class ReportFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.PathOf("report.prom");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_not_there_before_it_is_published_and_no_collector_takes_its_beginning_for_it()
    {
        using (ReportFile file = new("-o json=", Target))
        {
            file.Write("one\n"u8);
            file.Write("two\n"u8);
            Assert.False(File.Exists(Target));
            Assert.Empty(Directory.GetFiles(_folder.PathOf("."), "*.prom"));
            file.Publish();
            Assert.Equal("one\ntwo\n", File.ReadAllText(Target));
        }

        Assert.Equal(["report.prom"], Names());
    }

    [Fact]
    public void Unpublished_it_leaves_the_old_one_and_nothing_else()
    {
        _folder.File("report.prom", "old");
        using (ReportFile file = new("-o json=", Target))
        {
            file.Write("new"u8);
            Assert.Equal("old", File.ReadAllText(Target));
        }

        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal(["report.prom"], Names());
    }

    [Fact]
    public void It_has_the_mode_of_any_new_file_or_that_of_the_old_one()
    {
        if (OperatingSystem.IsWindows()) return;
        UnixFileMode any = File.GetUnixFileMode(_folder.File("any", ""));
        WriteWhole(Target);
        Assert.Equal(any, File.GetUnixFileMode(Target));
        const UnixFileMode Odd = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        File.SetUnixFileMode(Target, Odd);
        WriteWhole(Target);
        Assert.Equal(Odd, File.GetUnixFileMode(Target));
    }

    [Theory]
    [InlineData("link", "report.prom")]
    [InlineData("link", "./folder/../report.prom")]
    [InlineData("folder/link", "../report.prom")]
    public void Behind_a_link_the_file_is_replaced_and_the_link_stays(string name, string target)
    {
        foreach (bool isThere in (bool[])[false, true])
        {
            Directory.CreateDirectory(_folder.PathOf("folder"));
            File.Delete(Target);
            if (isThere) _folder.File("report.prom", "old");
            string link = _folder.PathOf(name), second = _folder.PathOf("second");
            File.Delete(link);
            File.CreateSymbolicLink(link, target);
            File.Delete(second);
            File.CreateSymbolicLink(second, link);
            WriteWhole(second);
            Assert.Equal(target, new FileInfo(link).LinkTarget);
            Assert.Null(new FileInfo(Target).LinkTarget);
            Assert.Equal("new", File.ReadAllText(Target));
            Assert.DoesNotContain(Names(), left => left.EndsWith(".tmp", StringComparison.Ordinal));
        }
    }

    [LinuxFact]
    public void A_step_up_goes_up_from_where_a_linked_folder_really_is()
    {
        Directory.CreateDirectory(_folder.PathOf("real/deep"));
        Directory.CreateSymbolicLink(_folder.PathOf("folder"), "real/deep");
        WriteWhole(_folder.PathOf(".") + "/folder/../report");
        Assert.Equal("new", File.ReadAllText(_folder.PathOf("real/report")));
    }

    [LinuxFact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(Target, "other");
        File.CreateSymbolicLink(_folder.PathOf("other"), "report.prom");
        Assert.StartsWith($"-o json={Target} cannot be written: ", Mistake(Target), StringComparison.Ordinal);
        Assert.Equal("other", new FileInfo(Target).LinkTarget);
    }

    [Fact]
    public void A_path_where_no_file_can_be_is_said_at_once()
    {
        Assert.Equal($"-o json={_folder.PathOf("missing/report")} cannot be written: there is no such directory", Mistake(_folder.PathOf("missing/report")));
        Assert.Equal($"-o json={_folder.PathOf("")} cannot be written: it is a directory", Mistake(_folder.PathOf("")));
        Assert.Empty(Names());
    }

    // The longest part of a path is 255 bytes: of ASCII, of letters of two bytes, of emoji of four.
    [Theory]
    [InlineData(242, "")]
    [InlineData(243, "")]
    [InlineData(255, "")]
    [InlineData(1, "\u00e9", 127)]
    [InlineData(2, "\u00e9", 120)]
    [InlineData(3, "\U0001f600", 63)]
    public void A_name_as_long_as_any_can_be_is_written(int letters, string more, int times = 0)
    {
        if (!OperatingSystem.IsLinux()) return;
        string name = new string('y', letters) + string.Concat(Enumerable.Repeat(more, times));
        using (ReportFile file = new("-o json=", _folder.PathOf(name)))
        {
            file.Write("new"u8);
            Assert.EndsWith(".tmp", Assert.Single(Names()), StringComparison.Ordinal);
            file.Publish();
        }

        Assert.Equal([name], Names());
        Assert.Equal("new", File.ReadAllText(_folder.PathOf(name)));
    }

    [Theory]
    [InlineData(256, "")]
    [InlineData(0, "\u00e9", 128)]
    public void A_longer_name_is_said_at_once(int letters, string more, int times = 0)
    {
        if (!OperatingSystem.IsLinux()) return;
        string path = _folder.PathOf(new string('y', letters) + string.Concat(Enumerable.Repeat(more, times)));
        Assert.EndsWith(" cannot be written: its name is too long", Mistake(path), StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [LinuxFact]
    public void A_file_that_can_no_longer_take_its_place_leaves_what_is_there()
    {
        using (ReportFile file = new("-o json=", Target))
        {
            file.Write("new"u8);
            Directory.CreateDirectory(Target);
            _folder.File("report.prom/old", "old");
            UnwritableException unwritable = Assert.Throws<UnwritableException>(file.Publish);
            Assert.StartsWith($"{Target}: ", unwritable.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(".tmp", unwritable.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["report.prom"], Names());
    }

    [LinuxFact]
    public void A_full_device_is_told_by_the_name_of_the_file()
    {
        using ReportFile file = new("-o json=", "/dev/full");
        UnwritableException unwritable = Assert.Throws<UnwritableException>(() => file.Write("x"u8));
        Assert.Equal("/dev/full: No space left on device", unwritable.Message);
    }

    [LinuxFact]
    public async Task A_pipe_gets_the_report_as_it_comes_and_stays_a_pipe()
    {
        Assert.Equal(0, Tool.RunProgram(new ToolOptions(), "mkfifo", Target).ExitCode);

        // Each side waits for the other to open.
        Task<FileStream> reading = Task.Run(() => new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0));
        using ReportFile file = new("-o json=", Target);
        await using (FileStream reader = await reading)
        {
            file.Write("one\n"u8);
            byte[] heard = new byte[4];
            await reader.ReadExactlyAsync(heard);
            Assert.Equal("one\n", Encoding.ASCII.GetString(heard));
        }

        Assert.Equal($"{Target}: nobody reads it any more", Assert.Throws<UnwritableException>(() => file.Write("two\n"u8)).Message);
        file.Publish();
        Assert.Equal(FileKind.Special, PathStatus.Of(Target));
        Assert.Equal(["report.prom"], Names());
    }

    [LinuxFact]
    public void What_is_open_already_is_written_where_it_stands()
    {
        using SafeFileHandle open = File.OpenHandle(Target, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        StandardStream parent = new((int)open.DangerousGetHandle());
        parent.Write("before\n"u8);
        using (ReportFile file = new("-o json=", $"/dev/fd/{open.DangerousGetHandle()}"))
        {
            file.Write("report\n"u8);
            file.Publish();
        }

        parent.Write("after\n"u8);
        Assert.Equal("before\nreport\nafter\n", File.ReadAllText(Target));
        Assert.Equal(["report.prom"], Names());
    }

    [LinuxFact]
    public void A_link_to_what_is_open_is_followed_and_stays()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.In);
        File.CreateSymbolicLink(Target, $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}");
        WriteWhole(Target);
        byte[] heard = new byte[3];
        pipe.ReadExactly(heard);
        Assert.Equal("new", Encoding.ASCII.GetString(heard));
        Assert.NotNull(new FileInfo(Target).LinkTarget);
    }

    [LinuxFact]
    public void What_is_open_for_reading_only_or_not_at_all_is_refused()
    {
        using FileStream open = new(_folder.File("read", "text"), FileMode.Open, FileAccess.Read);
        string path = $"/dev/fd/{open.SafeFileHandle.DangerousGetHandle()}";
        Assert.Equal($"-o json={path} is not open for writing", Mistake(path));
        Assert.Equal("-o json=/dev/fd/99999 is not open for writing", Mistake("/dev/fd/99999"));
    }

    private static void WriteWhole(string path)
    {
        using ReportFile file = new("-o json=", path);
        file.Write("new"u8);
        file.Publish();
    }

    private static string Mistake(string path) => Assert.Throws<UsageException>(() => new ReportFile("-o json=", path).Dispose()).Message;

    private string[] Names() => [.. Directory.GetFileSystemEntries(_folder.PathOf(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
}
