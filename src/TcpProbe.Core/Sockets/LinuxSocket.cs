using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Sockets;

/// <summary>A socket by libc's own calls: exact waits, the true errno, nothing set that was not asked for.</summary>
internal sealed unsafe class LinuxSocket : PlatformSocket
{
    private const short PollIn = 1, PollOut = 4, PollError = 8, PollHangUp = 16;
    private readonly bool _v6;
    private int _descriptor;

    private LinuxSocket(int descriptor, bool v6)
    {
        _descriptor = descriptor;
        _v6 = v6;
    }

    public override IPEndPoint? LocalEndPoint
    {
        get
        {
            byte* name = stackalloc byte[SocketName.LongestLength];
            int length = SocketName.LongestLength;
            return LinuxCalls.LocalName(_descriptor, name, &length) == 0 ? SocketName.Read(new(name, length)) : null;
        }
    }

    public override IPEndPoint? RemoteEndPoint
    {
        get
        {
            byte* name = stackalloc byte[SocketName.LongestLength];
            int length = SocketName.LongestLength;
            return LinuxCalls.PeerName(_descriptor, name, &length) == 0 ? SocketName.Read(new(name, length)) : null;
        }
    }

    public static new Errno Open(AddressFamily family, out PlatformSocket? socket)
    {
        socket = null;
        bool v6 = family == AddressFamily.InterNetworkV6;
        int descriptor = LinuxCalls.OpenSocket(v6 ? LinuxCalls.FamilyV6 : LinuxCalls.FamilyV4, LinuxCalls.SockStream | LinuxCalls.SockNonBlock | LinuxCalls.SockCloseOnExec, 0);
        if (descriptor < 0) return LastError();
        socket = new LinuxSocket(descriptor, v6);
        return Errno.None;
    }

    public override Errno Bind(IPEndPoint local)
    {
        // Leaves the choice of the port to connect, which may share it between destinations (IP_BIND_ADDRESS_NO_PORT, ip(7)).
        if (local.Port == 0) _ = SetNumber(LinuxCalls.SolIp, LinuxCalls.BindAddressNoPort, 1);
        ReadOnlySpan<byte> name = SocketName.Of(local);
        fixed (byte* bytes = name) return ErrorOf(LinuxCalls.Bind(_descriptor, bytes, name.Length));
    }

    public override Errno Connect(IPEndPoint remote, TimeProvider clock, out long called, out long returned)
    {
        ReadOnlySpan<byte> name = SocketName.Of(remote);
        fixed (byte* bytes = name)
        {
            called = clock.GetTimestamp();
            int result = LinuxCalls.Connect(_descriptor, bytes, name.Length);
            returned = clock.GetTimestamp();
            return ErrorOf(result);
        }
    }

    public override Readiness Wait(Readiness wanted, TimeSpan? timeout)
    {
        LinuxCalls.PollEntry entry = new() { Descriptor = _descriptor };
        if (wanted.HasFlag(Readiness.Readable)) entry.Wanted |= PollIn;
        if (wanted.HasFlag(Readiness.Writable)) entry.Wanted |= PollOut;
        TimeValue time = new(timeout.GetValueOrDefault());
        int count = LinuxCalls.Poll(&entry, 1, timeout is null ? null : &time, null);
        if (count <= 0) return Readiness.None;
        Readiness ready = Readiness.None;
        if ((entry.Ready & PollIn) != 0) ready |= Readiness.Readable;
        if ((entry.Ready & PollOut) != 0) ready |= Readiness.Writable;
        if ((entry.Ready & (PollError | PollHangUp)) != 0) ready |= Readiness.Error;
        return ready;
    }

    public override Errno TakeError() => GetOption(SocketOption.Error) is { } number ? (Errno)number : LastError();

    public override IcmpError? TakeQueuedError()
    {
        byte* control = stackalloc byte[IcmpError.ControlLength];
        LinuxCalls.MessageHeader header = new() { Control = control, ControlLength = IcmpError.ControlLength };
        return LinuxCalls.ReceiveMessage(_descriptor, &header, LinuxCalls.MessageErrorQueue | LinuxCalls.MessageDontWait) < 0
            ? null
            : IcmpError.Parse(new ReadOnlySpan<byte>(control, (int)header.ControlLength));
    }

    public override int Send(ReadOnlySpan<byte> bytes, out Errno error)
    {
        fixed (byte* first = bytes)
        {
            int sent = (int)LinuxCalls.Send(_descriptor, first, (nuint)bytes.Length, LinuxCalls.MessageNoSignal);
            error = ErrorOf(sent);
            return Math.Max(sent, 0);
        }
    }

    public override int Receive(Span<byte> buffer, out Errno error)
    {
        fixed (byte* first = buffer)
        {
            int received = (int)LinuxCalls.Receive(_descriptor, first, (nuint)buffer.Length, 0);
            error = ErrorOf(received);
            return Math.Max(received, 0);
        }
    }

    // MSG_TRUNC on a TCP socket drops the bytes without copying them, tcp(7).
    public override void Discard(int atMost) =>
        _ = LinuxCalls.Receive(_descriptor, null, (nuint)atMost, LinuxCalls.MessageDontWait | LinuxCalls.MessageTruncate);

    public override Errno ShutdownSend() => ErrorOf(LinuxCalls.Shutdown(_descriptor, LinuxCalls.ShutdownWrite));

    public override Errno ResetOnClose()
    {
        int* linger = stackalloc int[2] { 1, 0 };
        return ErrorOf(LinuxCalls.SetOption(_descriptor, LinuxCalls.SolSocket, LinuxCalls.Linger, (byte*)linger, 2 * sizeof(int)));
    }

    public override Errno SetOption(SocketOption option, int value) => SetNumber(Level(option), Number(option), value);

    public override Errno SetOption(SocketOption option, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* first = bytes) return ErrorOf(LinuxCalls.SetOption(_descriptor, Level(option), Number(option), first, bytes.Length));
    }

    public override int? GetOption(SocketOption option)
    {
        int value = 0, length = sizeof(int);
        return LinuxCalls.GetOption(_descriptor, Level(option), Number(option), (byte*)&value, &length) == 0 ? value : null;
    }

    public override string? GetName(SocketOption option)
    {
        byte* name = stackalloc byte[64];
        int length = 64;
        if (LinuxCalls.GetOption(_descriptor, Level(option), Number(option), name, &length) != 0) return null;
        ReadOnlySpan<byte> text = new(name, length);
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    public override int ReadTcpInfo(Span<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            int length = buffer.Length;
            return LinuxCalls.GetOption(_descriptor, LinuxCalls.SolTcp, LinuxCalls.TcpInfoOption, first, &length) == 0 ? length : 0;
        }
    }

    public override void Dispose()
    {
        if (_descriptor >= 0) _ = LinuxCalls.Close(_descriptor);
        _descriptor = -1;
    }

    private static Errno LastError() => (Errno)Marshal.GetLastPInvokeError();

    private static Errno ErrorOf(int result) => result < 0 ? LastError() : Errno.None;

    private Errno SetNumber(int level, int number, int value) =>
        ErrorOf(LinuxCalls.SetOption(_descriptor, level, number, (byte*)&value, sizeof(int)));

    private int Level(SocketOption option) => _v6 ? option.Linux.LevelV6 : option.Linux.Level;

    private int Number(SocketOption option) => _v6 ? option.Linux.NumberV6 : option.Linux.Number;
}
