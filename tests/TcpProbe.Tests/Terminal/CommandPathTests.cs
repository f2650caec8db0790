using System.Text;
using TcpProbe.Terminal;

namespace TcpProbe.Tests.Terminal;

public sealed class CommandPathTests
{
    [Theory]
    [InlineData("ls", "/a:/b", "/a/ls /b/ls")]
    [InlineData("ls", "/a", "/a/ls")]
    [InlineData("ls", "/a/", "/a//ls")]
    [InlineData("ls", "", "./ls")]
    [InlineData("ls", ":/a:", "./ls /a/ls ./ls")]
    [InlineData("ls", null, "/bin/ls /usr/bin/ls")]
    [InlineData("./ls", "/a:/b", "./ls")]
    [InlineData("/x/ls", "/a:/b", "/x/ls")]
    [InlineData("x/ls", null, "x/ls")]
    [InlineData("", "/a", "")]
    public void A_command_is_looked_for_where_execvp_looks(string name, string? path, string files) =>
        Assert.Equal(files, string.Join(' ', CommandPath.Candidates(Encoding.UTF8.GetBytes(name), path is null ? null : Encoding.UTF8.GetBytes(path)).Select(Encoding.UTF8.GetString)));

    [Fact]
    public void Bytes_that_are_no_text_stay_as_they_are() =>
        Assert.Equal([[0xfe, (byte)'/', 0xff]], CommandPath.Candidates([0xff], [0xfe]));
}
