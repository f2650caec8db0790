using System.Net.Sockets;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Sockets;

public sealed class SystemErrorTests
{
    [Fact]
    public void An_error_has_the_name_of_errno_3()
    {
        Assert.Equal("ECONNREFUSED", SystemError.Name((Errno)111));
        Assert.Equal("EPERM", SystemError.Name((Errno)1));
    }

    [Fact]
    public void An_error_without_a_name_here_is_its_number() => Assert.Equal("errno 4095", SystemError.Name((Errno)4095));

    [Theory]
    [InlineData(SocketError.Success, 0)]
    [InlineData(SocketError.ConnectionRefused, 111)]
    [InlineData(SocketError.TimedOut, 110)]
    [InlineData(SocketError.WouldBlock, 11)]
    [InlineData(SocketError.InProgress, 115)]
    [InlineData(SocketError.AlreadyInProgress, 114)]
    [InlineData(SocketError.ConnectionReset, 104)]
    [InlineData(SocketError.ConnectionAborted, 103)]
    [InlineData(SocketError.Shutdown, 32)]
    [InlineData(SocketError.NetworkUnreachable, 101)]
    [InlineData(SocketError.HostUnreachable, 113)]
    [InlineData(SocketError.HostDown, 112)]
    [InlineData(SocketError.NetworkDown, 100)]
    [InlineData(SocketError.AccessDenied, 13)]
    [InlineData(SocketError.AddressAlreadyInUse, 98)]
    [InlineData(SocketError.AddressNotAvailable, 99)]
    [InlineData(SocketError.TooManyOpenSockets, 24)]
    [InlineData(SocketError.NoBufferSpaceAvailable, 105)]
    [InlineData(SocketError.InvalidArgument, 22)]
    [InlineData(SocketError.ProtocolOption, 92)]
    [InlineData(SocketError.OperationNotSupported, 95)]
    [InlineData(SocketError.NotConnected, 107)]
    [InlineData(SocketError.Interrupted, 4)]
    public void What_NET_calls_an_error_is_the_errno_it_came_from(SocketError error, int errno) =>
        Assert.Equal((Errno)errno, SystemError.From(error));

    [Fact]
    public void No_error_of_NET_counts_as_none() =>
        Assert.All(Enum.GetValues<SocketError>(), error => Assert.Equal(error == SocketError.Success, SystemError.From(error) == Errno.None));
}
