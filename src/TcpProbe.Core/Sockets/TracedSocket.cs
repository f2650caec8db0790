using System.Net;

namespace TcpProbe.Core.Sockets;

/// <summary>A socket that tells of every call made on it before it passes on what came of it.</summary>
internal sealed class TracedSocket(PlatformSocket inner, Action<SocketCall> tell) : PlatformSocket
{
    public override IPEndPoint? LocalEndPoint => Told("getsockname()", inner.LocalEndPoint);

    public override IPEndPoint? RemoteEndPoint => Told("getpeername()", inner.RemoteEndPoint);

    public override Errno Bind(IPEndPoint local) => Told($"bind({local})", inner.Bind(local));

    public override Errno Connect(IPEndPoint remote, TimeProvider clock, out long called, out long returned) =>
        Told($"connect({remote})", inner.Connect(remote, clock, out called, out returned));

    public override Readiness Wait(Readiness wanted, TimeSpan? timeout) =>
        Told($"poll({wanted}, {(timeout is { } span ? FormattableString.Invariant($"{span.TotalSeconds:0.000000} s") : "no limit")})", inner.Wait(wanted, timeout));

    public override Errno TakeError() => Told("getsockopt(SO_ERROR)", inner.TakeError());

    public override IcmpError? TakeQueuedError() => Told("recvmsg(MSG_ERRQUEUE)", inner.TakeQueuedError());

    public override int Send(ReadOnlySpan<byte> bytes, out Errno error)
    {
        int sent = inner.Send(bytes, out error);
        tell(new SocketCall($"send({bytes.Length} bytes)", Result(sent, error), bytes[..sent].ToArray(), default));
        return sent;
    }

    public override int Receive(Span<byte> buffer, out Errno error)
    {
        int received = inner.Receive(buffer, out error);
        tell(new SocketCall($"recv({buffer.Length} bytes)", Result(received, error), default, buffer[..received].ToArray()));
        return received;
    }

    public override void Discard(int atMost)
    {
        inner.Discard(atMost);
        Tell($"recv({atMost} bytes, MSG_TRUNC)", "discarded what was there");
    }

    public override Errno ShutdownSend() => Told("shutdown(SHUT_WR)", inner.ShutdownSend());

    public override Errno ResetOnClose() => Told("setsockopt(SO_LINGER, 0 s)", inner.ResetOnClose());

    public override Errno SetOption(SocketOption option, int value) => Told($"setsockopt({option.KernelName}, {value})", inner.SetOption(option, value));

    public override Errno SetOption(SocketOption option, string value) => Told($"setsockopt({option.KernelName}, {value})", inner.SetOption(option, value));

    public override int? GetOption(SocketOption option) => Told($"getsockopt({option.KernelName})", inner.GetOption(option));

    public override string? GetName(SocketOption option) => Told($"getsockopt({option.KernelName})", inner.GetName(option));

    public override int ReadTcpInfo(Span<byte> buffer)
    {
        int filled = inner.ReadTcpInfo(buffer);
        Tell("getsockopt(TCP_INFO)", $"{filled} bytes");
        return filled;
    }

    public override void Dispose()
    {
        inner.Dispose();
        Tell("close()", "done");
    }

    private static string Result(int count, Errno error) => error == Errno.None ? $"{count}" : SystemError.Name(error);

    private void Tell(string call, string result) => tell(new SocketCall(call, result, default, default));

    private Errno Told(string call, Errno error)
    {
        Tell(call, error == Errno.None ? "0" : SystemError.Name(error));
        return error;
    }

    private T Told<T>(string call, T result)
    {
        Tell(call, result?.ToString() ?? "not told");
        return result;
    }
}
