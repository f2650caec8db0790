namespace TcpProbe.Core.Sockets;

/// <summary>The one list of socket options: how each request of a <see cref="SocketTuning"/> is put to the kernel.</summary>
internal static class SocketSettings
{
    /// <summary>All options but the source, which bind(2) sets, in the order in which they are applied and reported.</summary>
    public static IEnumerable<SocketSetting> Of(SocketTuning tuning)
    {
        yield return new(SocketOption.SynRetries, SettingUnit.Count, tuning.SynRetries);
        yield return new(SocketOption.ReuseAddress, SettingUnit.Flag, tuning.ReuseAddress ? 1 : null);
        yield return new(SocketOption.NoDelay, SettingUnit.Flag, tuning.NoDelay ? 1 : 0);
        yield return new(SocketOption.ReceiveBuffer, SettingUnit.Buffer, tuning.ReceiveBuffer);
        yield return new(SocketOption.SendBuffer, SettingUnit.Buffer, tuning.SendBuffer);
        yield return new(SocketOption.Interface, SettingUnit.Name, Name: tuning.Interface);
        yield return new(SocketOption.KeepAlive, SettingUnit.Flag, tuning.KeepAlive is null ? null : 1);
        yield return new(SocketOption.KeepAliveIdle, SettingUnit.Seconds, Whole(tuning.KeepAlive?.Idle.TotalSeconds));
        yield return new(SocketOption.KeepAliveInterval, SettingUnit.Seconds, Whole(tuning.KeepAlive?.Interval?.TotalSeconds));
        yield return new(SocketOption.KeepAliveCount, SettingUnit.Count, tuning.KeepAlive?.Count);
        yield return new(SocketOption.UserTimeout, SettingUnit.Milliseconds, Whole(tuning.UserTimeout?.TotalMilliseconds));
        yield return new(SocketOption.MaxSegment, SettingUnit.Count, tuning.MaxSegment);
        yield return new(SocketOption.TimeToLive, SettingUnit.Count, tuning.TimeToLive);
        yield return new(SocketOption.TypeOfService, SettingUnit.CodePoint, tuning.Dscp << 2);
        yield return new(SocketOption.Congestion, SettingUnit.Name, Name: tuning.Congestion);
    }

    private static int? Whole(double? number) => number is { } value ? (int)Math.Min(Math.Ceiling(value), int.MaxValue) : null;
}
