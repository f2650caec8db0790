using System.Net.Sockets;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;
using TcpProbe.Core.Tls;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>A connection to a loopback peer and the handshake on it.</summary>
internal sealed class Handshake : IDisposable
{
    private readonly Connection _connection;

    public Handshake(ScriptedPeer peer, TlsTerms terms, string host = "localhost", TimeSpan? limit = null, TimeProvider? clock = null)
    {
        Assert.Equal(Errno.None, Connection.Open(AddressFamily.InterNetwork, TimeProvider.System, trace: null, waits: null, out Connection? connection));
        _connection = connection!;
        Assert.IsType<ConnectResult.Established>(_connection.Connect(peer.EndPoint, Deadline.After(Probe.Plenty, TimeLimit.ConnectTimeout, TimeProvider.System)));
        _connection.Stream.Deadline = Deadline.After(Probe.Plenty, TimeLimit.Deadline, TimeProvider.System);
        Result = new TlsHandshake(terms, host, clock ?? TimeProvider.System).Run(_connection.Stream, limit);
    }

    public TlsResult Result { get; }

    /// <summary>The stream of a handshake that went well, bounded like the handshake.</summary>
    public TlsStream Stream
    {
        get
        {
            TlsStream stream = As<TlsResult.Secured>().Stream;
            stream.Deadline = _connection.Stream.Deadline;
            return stream;
        }
    }

    /// <summary>The result, if it is of that kind.</summary>
    public T As<T>()
        where T : TlsResult
    {
        Assert.True(Result is T, $"{Result}: {Result.Session.Certificate?.Verification}");
        return (T)Result;
    }

    public void Dispose()
    {
        if (Result is TlsResult.Secured established) established.Stream.Dispose();
        _connection.Dispose();
    }
}
