namespace TcpProbe.Core.Sockets;

/// <summary>One call on the probe's socket, as <c>-vv</c> shows it.</summary>
/// <param name="Text">The call with its arguments, such as <c>setsockopt(TCP_NODELAY, 1)</c>.</param>
/// <param name="Result">What came back: a number, a name or the name of the error.</param>
/// <param name="Sent">The bytes the kernel took, empty for other calls.</param>
/// <param name="Received">The bytes that came, empty for other calls.</param>
public sealed record SocketCall(string Text, string Result, ReadOnlyMemory<byte> Sent, ReadOnlyMemory<byte> Received);
