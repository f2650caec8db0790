using System.Net;

namespace TcpProbe.Core.Sockets;

/// <summary>Applies a tuning to sockets before their connect and reads back what the kernel made of it; many threads may share one.</summary>
/// <param name="tuning">What is asked.</param>
/// <param name="readAll">Whether options that nobody asked for are read as well.</param>
/// <param name="strict">Whether a request that the kernel did not keep is a fault.</param>
/// <param name="clock">What tells how old a reading of the kernel's limits is.</param>
internal sealed class SocketConfigurator(SocketTuning tuning, bool readAll, bool strict, TimeProvider clock)
{
    private readonly SocketSetting[] _settings = SocketSettings.Of(tuning);
    private TunablesRead? _tunables;
    private EffectiveTuning? _usual;

    /// <summary>The kernel's own limits, read only if somebody asks, and not more than once a second.</summary>
    public KernelTunables Tunables
    {
        get
        {
            // Whoever repeats his probes for days is told of a limit that was changed meanwhile; a thousand probes at a time need not each read it.
            if (_tunables is { } read && clock.GetElapsedTime(read.At) < TimeSpan.FromSeconds(1)) return read.Tunables;
            return (_tunables = new TunablesRead(KernelTunables.Read(), clock.GetTimestamp())).Tunables;
        }
    }

    /// <summary>Whether it does just what is asked here.</summary>
    public bool Suits(SocketTuning asked, bool everythingRead, bool strictly) =>
        ReferenceEquals(asked, tuning) && everythingRead == readAll && strictly == strict;

    /// <summary>Sets, reads back, and binds; stops at the first option that is refused.</summary>
    public OptionFault? Apply(PlatformSocket socket, out EffectiveTuning effective)
    {
        EffectiveTuning? usual = _usual;
        OptionReading[]? readings = usual is null ? new OptionReading[_settings.Length + 1] : null;
        OptionFault? fault = null;
        for (int i = 0; i < _settings.Length; i++)
        {
            SocketSetting setting = _settings[i];
            Errno error = setting.IsRequested && fault is null ? setting.Apply(socket) : Errno.None;
            OptionReading reading = Read(socket, setting, usual?.Readings[i]);
            Keep(reading, i);
            if (error != Errno.None || (strict && !reading.IsKept)) fault ??= new OptionFault(reading, error);
        }

        OptionReading source = Source(tuning, bound: fault is null && tuning.Source is not null);
        if (fault is null && tuning.Source is { } local && socket.Bind(local) is not Errno.None and var refused)
            fault = new OptionFault(source = Source(tuning, bound: false), refused);
        Keep(source == usual?.Readings[^1] ? usual.Readings[^1] : source, _settings.Length);
        effective = readings is null ? usual! : _usual = new EffectiveTuning(readings);
        return fault;

        // What is the same for all targets of a run is kept once: of a hundred thousand it would be the most of what is kept of each.
        void Keep(OptionReading reading, int place)
        {
            if (readings is null && ReferenceEquals(reading, usual!.Readings[place])) return;
            readings ??= [.. usual!.Readings];
            readings[place] = reading;
        }
    }

    private OptionReading Read(PlatformSocket socket, SocketSetting setting, OptionReading? usual)
    {
        if (!setting.IsRequested && !readAll && usual is not null) return usual;
        OptionValue? effective = setting.IsRequested || readAll ? setting.Read(socket) : null;
        bool kept = setting.IsKept(effective);
        (long? limit, string? name) = !kept || readAll ? LimitOf(setting.Option) : default;
        OptionReading reading = new(setting.Option, setting.Requested, effective, limit, name, kept);
        return reading == usual ? usual : reading;
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

    private sealed record TunablesRead(KernelTunables Tunables, long At);
}
