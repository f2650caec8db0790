namespace TcpProbe.Core.Sockets;

/// <summary>How a connection is closed.</summary>
public enum CloseStyle
{
    /// <summary>In order: FIN, what has come is drained once, close (shutdown(2)).</summary>
    Finish,

    /// <summary>At once: RST (<c>SO_LINGER</c> of zero seconds, socket(7)).</summary>
    Reset,
}
