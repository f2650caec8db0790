namespace TcpProbe.Core.Sockets;

/// <summary>The one list of socket options: how each request of a <see cref="SocketTuning"/> is put to the kernel.</summary>
internal static class SocketSettings
{
    /// <summary>All options but the source, which bind(2) sets, in the order in which they are applied and reported.</summary>
    public static SocketSetting[] Of(SocketTuning tuning) =>
    [
        new(SocketOption.SynRetries, SettingUnit.Count, tuning.SynRetries),
        new(SocketOption.ReuseAddress, SettingUnit.Flag, tuning.ReuseAddress ? 1 : null),
        new(SocketOption.NoDelay, SettingUnit.Flag, tuning.NoDelay ? 1 : 0),
        new(SocketOption.ReceiveBuffer, SettingUnit.Buffer, tuning.ReceiveBuffer),
        new(SocketOption.SendBuffer, SettingUnit.Buffer, tuning.SendBuffer),
        new(SocketOption.Interface, SettingUnit.Name, Name: tuning.Interface),
        new(SocketOption.KeepAlive, SettingUnit.Flag, tuning.KeepAlive is null ? null : 1),
        new(SocketOption.KeepAliveIdle, SettingUnit.Seconds, Whole(tuning.KeepAlive?.Idle.TotalSeconds)),
        new(SocketOption.KeepAliveInterval, SettingUnit.Seconds, Whole(tuning.KeepAlive?.Interval?.TotalSeconds)),
        new(SocketOption.KeepAliveCount, SettingUnit.Count, tuning.KeepAlive?.Count),
        new(SocketOption.UserTimeout, SettingUnit.Milliseconds, Whole(tuning.UserTimeout?.TotalMilliseconds)),
        new(SocketOption.MaxSegment, SettingUnit.Count, tuning.MaxSegment),
        new(SocketOption.TimeToLive, SettingUnit.Count, tuning.TimeToLive),
        new(SocketOption.TypeOfService, SettingUnit.CodePoint, tuning.Dscp << 2),
        new(SocketOption.Congestion, SettingUnit.Name, Name: tuning.Congestion),
    ];

    private static int? Whole(double? number) => number is { } value ? (int)Math.Min(Math.Ceiling(value), int.MaxValue) : null;
}
