using System.Net.Sockets;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>A real socket to which a tuning was applied, and what the configurator says of it.</summary>
internal sealed class TunedSocket : IDisposable
{
    public TunedSocket(SocketTuning tuning, bool readAll = false, bool strict = false, AddressFamily family = AddressFamily.InterNetwork)
        : this(new SocketConfigurator(tuning, readAll, strict, TimeProvider.System), before: null, family)
    {
    }

    public TunedSocket(SocketConfigurator configurator, Action<PlatformSocket>? before = null, AddressFamily family = AddressFamily.InterNetwork)
    {
        Assert.Equal(Errno.None, PlatformSocket.Open(family, out PlatformSocket? socket));
        before?.Invoke(socket!);
        Socket = new TracedSocket(socket!, call => Calls.Add(call.Text));
        Fault = configurator.Apply(Socket, out EffectiveTuning effective);
        Effective = effective;
    }

    public PlatformSocket Socket { get; }

    public OptionFault? Fault { get; }

    public EffectiveTuning Effective { get; }

    /// <summary>Every call that was made on the socket.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The numbers of every option as the kernel holds them now.</summary>
    public Dictionary<string, int?> Numbers() => SocketSettings.Of(new SocketTuning())
        .Where(setting => setting.Unit != SettingUnit.Name)
        .ToDictionary(setting => setting.Option.Name, setting => Socket.GetOption(setting.Option));

    public void Dispose() => Socket.Dispose();
}
