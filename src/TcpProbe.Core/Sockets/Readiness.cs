namespace TcpProbe.Core.Sockets;

/// <summary>What a socket is ready for, poll(2).</summary>
[Flags]
internal enum Readiness
{
    None = 0,
    Readable = 1,
    Writable = 2,
    Error = 4,
}
