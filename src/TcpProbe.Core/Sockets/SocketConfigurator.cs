using System.Net;

namespace TcpProbe.Core.Sockets;

/// <summary>Applies a tuning to a socket before its connect and reads back what the kernel made of it.</summary>
/// <param name="tuning">What is asked.</param>
/// <param name="readAll">Whether options that nobody asked for are read as well.</param>
/// <param name="strict">Whether a request that the kernel did not keep is a fault.</param>
internal sealed class SocketConfigurator(SocketTuning tuning, bool readAll, bool strict)
{
    private readonly Lazy<KernelTunables> _tunables = new(() => KernelTunables.Read(), LazyThreadSafetyMode.None);

    /// <summary>The kernel's own limits, read once and only if somebody asks.</summary>
    public KernelTunables Tunables => _tunables.Value;

    /// <summary>Sets, reads back, and binds; stops at the first option that is refused.</summary>
    public OptionFault? Apply(PlatformSocket socket, out EffectiveTuning effective)
    {
        List<OptionReading> readings = [];
        effective = new EffectiveTuning(readings);
        OptionFault? fault = null;
        foreach (SocketSetting setting in SocketSettings.Of(tuning))
        {
            Errno error = setting.IsRequested && fault is null ? setting.Apply(socket) : Errno.None;
            OptionReading reading = Read(socket, setting);
            readings.Add(reading);
            if (error != Errno.None || (strict && !reading.IsKept)) fault ??= new OptionFault(reading, error);
        }

        OptionReading source = Source(tuning, bound: fault is null && tuning.Source is not null);
        if (fault is null && tuning.Source is { } local && socket.Bind(local) is not Errno.None and var refused)
            fault = new OptionFault(source = Source(tuning, bound: false), refused);
        readings.Add(source);
        return fault;
    }

    private OptionReading Read(PlatformSocket socket, SocketSetting setting)
    {
        OptionValue? effective = setting.IsRequested || readAll ? setting.Read(socket) : null;
        bool kept = setting.IsKept(effective);
        (long? limit, string? name) = !kept || readAll ? LimitOf(setting.Option) : default;
        return new OptionReading(setting.Option, setting.Requested, effective, limit, name, kept);
    }

    private (long? Limit, string? Name) LimitOf(SocketOption option) =>
        option == SocketOption.ReceiveBuffer ? (Tunables.ReceiveBufferMax, "net.core.rmem_max")
        : option == SocketOption.SendBuffer ? (Tunables.SendBufferMax, "net.core.wmem_max")
        : default;

    /// <summary>The reading of the source address, which bind(2) sets as asked or refuses.</summary>
    public static OptionReading Source(SocketTuning tuning, bool bound)
    {
        OptionValue? requested = tuning.Source is { } local ? new OptionValue.Word(Show(local)) : null;
        return new OptionReading(SocketOption.Source, requested, bound ? requested : null, null, null, IsKept: true);
    }

    private static string Show(IPEndPoint local) => local.Port == 0 ? local.Address.ToString() : local.ToString();
}
