namespace TcpProbe.Core.Sockets;

/// <summary>A socket option that the kernel refused, or did not keep where that was demanded.</summary>
/// <param name="Reading">The option, what was asked and what it is.</param>
/// <param name="Error">The error of setsockopt(2) or bind(2); <see cref="Errno.None"/> if it was taken but not kept.</param>
internal sealed record OptionFault(OptionReading Reading, Errno Error);
