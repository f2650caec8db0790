using System.Buffers.Binary;
using System.Net;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A socket whose answers are written down beforehand, for moments that no real kernel can be brought to on demand.</summary>
/// <remarks>Each list of answers is taken in its order; its last answer is given again for ever.</remarks>
internal sealed class ScriptedSocket : PlatformSocket
{
    public List<Errno> Connects { get; init; } = [Errno.EINPROGRESS];

    public List<Readiness> Waits { get; init; } = [Readiness.None];

    public List<Errno> Errors { get; init; } = [Errno.None];

    public List<TcpState?> States { get; init; } = [TcpState.SynSent];

    public List<IcmpError?> Queued { get; init; } = [null];

    public List<(int Count, Errno Error)> Sends { get; init; } = [(0, Errno.EAGAIN)];

    public List<(int Count, Errno Error)> Receives { get; init; } = [(0, Errno.EAGAIN)];

    public byte Retransmissions { get; init; }

    /// <summary>The kernel's round-trip time of the handshake.</summary>
    public TimeSpan Rtt { get; init; }

    /// <summary>How many SYNs the kernel sent again in all.</summary>
    public int SynsResent { get; init; }

    public IPEndPoint? Peer { get; init; }

    /// <summary>What happens while the socket waits or works: a clock goes on, mostly.</summary>
    public Action? Meanwhile { get; init; }

    /// <summary>What happens while connect runs.</summary>
    public Action? WhileConnecting { get; init; }

    /// <summary>What happens in a wait alone.</summary>
    public Action? WhileWaiting { get; init; }

    /// <summary>What happens before the kernel tells how the connection stands.</summary>
    public Action? BeforeInfo { get; init; }

    /// <summary>What there is to say against the end of sending.</summary>
    public Errno Shutdown { get; init; }

    /// <summary>What was waited for.</summary>
    public List<Readiness> Wanted { get; } = [];

    /// <summary>How much was to be discarded, each time.</summary>
    public List<int> Discarded { get; } = [];

    /// <summary>The timeouts that were waited for.</summary>
    public List<TimeSpan?> Timeouts { get; } = [];

    public bool IsClosed { get; private set; }

    public override IPEndPoint? LocalEndPoint { get; } = new(IPAddress.Loopback, 40000);

    public override IPEndPoint? RemoteEndPoint => Peer;

    public override Errno Bind(IPEndPoint local) => Errno.None;

    public override Errno Connect(IPEndPoint remote, TimeProvider clock, out long called, out long returned)
    {
        called = clock.GetTimestamp();
        WhileConnecting?.Invoke();
        returned = clock.GetTimestamp();
        return Next(Connects);
    }

    public override Readiness Wait(Readiness wanted, TimeSpan? timeout)
    {
        Wanted.Add(wanted);
        Timeouts.Add(timeout);
        WhileWaiting?.Invoke();
        Meanwhile?.Invoke();
        return Next(Waits);
    }

    public override Errno TakeError() => Next(Errors);

    public override IcmpError? TakeQueuedError() => Next(Queued);

    public override int Send(ReadOnlySpan<byte> bytes, out Errno error) => Answer(Sends, bytes.Length, out error);

    public override int Receive(Span<byte> buffer, out Errno error)
    {
        int count = Answer(Receives, buffer.Length, out error);
        buffer[..count].Fill((byte)'x');
        return count;
    }

    public override void Discard(int atMost) => Discarded.Add(atMost);

    public override Errno ShutdownSend() => Shutdown;

    public override Errno ResetOnClose() => Errno.None;

    public override Errno SetOption(SocketOption option, int value) => Errno.None;

    public override Errno SetOption(SocketOption option, string value) => Errno.None;

    public override int? GetOption(SocketOption option) => null;

    public override string? GetName(SocketOption option) => null;

    public override int ReadTcpInfo(Span<byte> buffer)
    {
        BeforeInfo?.Invoke();
        if (Next(States) is not { } state) return 0;
        buffer.Clear();
        buffer[0] = (byte)state;
        buffer[2] = Retransmissions;
        BinaryPrimitives.WriteInt32LittleEndian(buffer[68..], (int)Rtt.TotalMicroseconds);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[100..], SynsResent);
        return buffer.Length;
    }

    public override void Dispose() => IsClosed = true;

    private static T Next<T>(List<T> answers)
    {
        T answer = answers[0];
        if (answers.Count > 1) answers.RemoveAt(0);
        return answer;
    }

    private int Answer(List<(int Count, Errno Error)> answers, int atMost, out Errno error)
    {
        Meanwhile?.Invoke();
        (int count, error) = Next(answers);
        return Math.Min(count, atMost);
    }
}
