using TcpProbe.Core.Timing;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Timing;

public sealed class FileFaultTests
{
    private static readonly string s_folder = AppContext.BaseDirectory;

    [Fact]
    public void A_file_that_is_missing() => Assert.Equal("there is no such file", Reason(Path.Combine(s_folder, "missing")));

    [Fact]
    public void A_directory_that_is_missing() => Assert.Equal("there is no such directory", Reason(Path.Combine(s_folder, "missing", "file")));

    [LinuxFact]
    public void A_name_that_no_file_can_have() => Assert.Equal("its name is too long", Reason(Path.Combine(s_folder, new string('y', 256))));

    [Fact]
    public void A_directory_in_place_of_a_file() => Assert.Equal("it is a directory", Reason(s_folder));

    [Fact]
    public void A_file_without_permission() =>
        Assert.Equal("permission denied", FileFault.Reason(new UnauthorizedAccessException(), Path.Combine(s_folder, "file")));

    [LinuxFact]
    public void What_the_system_says_where_it_says_something() =>
        Assert.Equal("Too many levels of symbolic links", FileFault.Reason(new IOException(null, hresult: 40), "/file"));

    [Theory]
    [InlineData(0)]
    [InlineData(unchecked((int)0x80131620))]
    public void A_fault_without_an_errno(int result) => Assert.Equal("the system refuses", FileFault.Reason(new IOException(null, result), "/file"));

    [Fact]
    public void Only_what_a_path_can_cause_is_about_the_file()
    {
        Assert.All<Exception>(
            [new IOException(), new FileNotFoundException(), new UnauthorizedAccessException(), new ArgumentException(null), new NotSupportedException()], fault => Assert.True(FileFault.Is(fault)));
        Assert.All<Exception>([new InvalidOperationException(), new InvalidCastException()], fault => Assert.False(FileFault.Is(fault)));
    }

    private static string Reason(string path)
    {
        Exception? fault = Record.Exception(() => File.OpenRead(path).Dispose());
        Assert.True(fault is not null && FileFault.Is(fault));
        return FileFault.Reason(fault, path);
    }
}
