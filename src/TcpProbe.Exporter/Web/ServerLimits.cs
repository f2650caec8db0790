using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TcpProbe.Exporter.Web;

/// <summary>How much of the server one who comes can hold, and how long.</summary>
internal static class ServerLimits
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    /// <summary>The time for a handshake, or for the head of a request.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Sets them.</summary>
    /// <param name="server">The server.</param>
    /// <param name="connections">So many at the same time; one more is closed at once.</param>
    public static void Set(KestrelServerOptions server, int connections)
    {
        server.AddServerHeader = false;
        KestrelServerLimits limits = server.Limits;
        limits.MaxConcurrentConnections = connections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MaxRequestBufferSize = 64 * 1024;
        limits.RequestHeadersTimeout = Patience;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, s_grace);
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, s_grace);
        limits.Http2.MaxStreamsPerConnection = 32;
        limits.Http2.MaxRequestHeaderFieldSize = 8 * 1024;
        limits.Http2.InitialConnectionWindowSize = 64 * 1024;
        limits.Http2.InitialStreamWindowSize = 64 * 1024;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
    }
}
