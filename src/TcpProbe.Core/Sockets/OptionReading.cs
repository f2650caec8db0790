namespace TcpProbe.Core.Sockets;

/// <summary>What was asked of the kernel for one socket option, and what it made of it.</summary>
/// <param name="Option">The option.</param>
/// <param name="Requested">What was asked, <c>null</c> if it was left to the kernel.</param>
/// <param name="Effective">What the kernel says it is, <c>null</c> if nobody asked it or it does not tell.</param>
/// <param name="Limit">The most a request can get, where one is known.</param>
/// <param name="LimitName">The name of that limit, such as <c>net.core.rmem_max</c>.</param>
/// <param name="IsKept">Whether the kernel did what was asked; a doubled buffer is what socket(7) promises.</param>
public sealed record OptionReading(
    SocketOption Option,
    OptionValue? Requested,
    OptionValue? Effective,
    long? Limit,
    string? LimitName,
    bool IsKept);
