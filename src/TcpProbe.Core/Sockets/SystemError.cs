using System.Net.Sockets;

namespace TcpProbe.Core.Sockets;

/// <summary>The names of errors, and the errors that <see cref="SocketError"/> stands for where there is no errno of our own.</summary>
internal static class SystemError
{
    /// <summary>The name of an error as errno(3) spells it; <c>errno 123</c> for one without a name here.</summary>
    public static string Name(Errno error) => Enum.IsDefined(error) ? error.ToString() : $"errno {(int)error}";

    /// <summary>The errno behind a <see cref="SocketError"/>, as exact as .NET keeps it: EPERM and EACCES, ENFILE and EMFILE are one there.</summary>
    public static Errno From(SocketError error) => error switch
    {
        SocketError.Success => Errno.None,
        SocketError.ConnectionRefused => Errno.ECONNREFUSED,
        SocketError.TimedOut => Errno.ETIMEDOUT,
        SocketError.WouldBlock => Errno.EAGAIN,
        SocketError.InProgress => Errno.EINPROGRESS,
        SocketError.AlreadyInProgress => Errno.EALREADY,
        SocketError.IsConnected => Errno.EISCONN,
        SocketError.NotConnected => Errno.ENOTCONN,
        SocketError.ConnectionReset => Errno.ECONNRESET,
        SocketError.ConnectionAborted => Errno.ECONNABORTED,
        SocketError.Shutdown => Errno.EPIPE,
        SocketError.NetworkUnreachable => Errno.ENETUNREACH,
        SocketError.NetworkDown => Errno.ENETDOWN,
        SocketError.NetworkReset => Errno.ENETRESET,
        SocketError.HostUnreachable => Errno.EHOSTUNREACH,
        SocketError.HostDown => Errno.EHOSTDOWN,
        SocketError.AccessDenied => Errno.EACCES,
        SocketError.AddressAlreadyInUse => Errno.EADDRINUSE,
        SocketError.AddressNotAvailable => Errno.EADDRNOTAVAIL,
        SocketError.AddressFamilyNotSupported => Errno.EAFNOSUPPORT,
        SocketError.TooManyOpenSockets => Errno.EMFILE,
        SocketError.NoBufferSpaceAvailable => Errno.ENOBUFS,
        SocketError.OperationNotSupported => Errno.EOPNOTSUPP,
        SocketError.ProtocolOption => Errno.ENOPROTOOPT,
        SocketError.InvalidArgument => Errno.EINVAL,
        SocketError.MessageSize => Errno.EMSGSIZE,
        SocketError.Interrupted => Errno.EINTR,
        SocketError.NotSocket => Errno.ENOTSOCK,
        _ => Errno.EIO,
    };
}
