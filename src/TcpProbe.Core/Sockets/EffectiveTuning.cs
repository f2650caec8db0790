namespace TcpProbe.Core.Sockets;

/// <summary>Every socket option of a probe as it stood before the connect: asked, got, limited by.</summary>
public sealed record EffectiveTuning(IReadOnlyList<OptionReading> Readings)
{
    /// <summary>What would be asked, before anybody asked it.</summary>
    public static EffectiveTuning Unread(SocketTuning tuning) => new(
        [.. SocketSettings.Of(tuning).Select(setting => new OptionReading(setting.Option, setting.Requested, null, null, null, IsKept: true)),
         SocketConfigurator.Source(tuning, bound: false)]);

    /// <summary>The reading of one option.</summary>
    public OptionReading Of(SocketOption option) => Readings.First(reading => reading.Option == option);

    /// <summary>The requests that the kernel did not keep as they were asked.</summary>
    public IReadOnlyList<OptionReading> NotKept => Readings.All(reading => reading.IsKept) ? [] : [.. Readings.Where(reading => !reading.IsKept)];
}
