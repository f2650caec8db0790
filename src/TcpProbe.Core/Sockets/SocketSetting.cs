namespace TcpProbe.Core.Sockets;

/// <summary>One socket option with what is asked for it in the kernel's own unit; <c>null</c> asks nothing.</summary>
internal sealed record SocketSetting(SocketOption Option, SettingUnit Unit, int? Number = null, string? Name = null)
{
    /// <summary>Whether something is asked.</summary>
    public bool IsRequested => Number is not null || Name is not null;

    /// <summary>What is asked, as reports show it.</summary>
    public OptionValue? Requested { get; } = Number is { } number ? Show(Unit, number) : Name is { } name ? new OptionValue.Word(name) : null;

    /// <summary>Asks the kernel, setsockopt(2).</summary>
    public Errno Apply(PlatformSocket socket) =>
        Number is { } number ? socket.SetOption(Option, number) : socket.SetOption(Option, Name!);

    /// <summary>What the kernel says it is now.</summary>
    public OptionValue? Read(PlatformSocket socket)
    {
        if (Unit == SettingUnit.Name) return socket.GetName(Option) is { Length: > 0 } name ? new OptionValue.Word(name) : null;
        return socket.GetOption(Option) is { } number ? Show(Unit, number) : null;
    }

    /// <summary>Whether the kernel did what was asked; what nobody asked or the kernel does not tell was not broken.</summary>
    public bool IsKept(OptionValue? effective)
    {
        if (Requested is not { } requested || effective is null) return true;

        // socket(7): Linux doubles a buffer for its own bookkeeping and says so; one that reads as it was asked was cut in half.
        return Unit == SettingUnit.Buffer && OperatingSystem.IsLinux()
            ? effective is OptionValue.Amount number && number.Count == 2L * Number
            : effective == requested;
    }

    private static OptionValue Show(SettingUnit unit, int number) => unit switch
    {
        SettingUnit.Flag => new OptionValue.Switch(number != 0),
        SettingUnit.Seconds => new OptionValue.Period(TimeSpan.FromSeconds(number)),
        SettingUnit.Milliseconds => new OptionValue.Period(TimeSpan.FromMilliseconds(number)),
        SettingUnit.CodePoint => new OptionValue.Amount(number >> 2),
        _ => new OptionValue.Amount(number),
    };
}

/// <summary>The unit in which the kernel holds a socket option.</summary>
internal enum SettingUnit
{
    Flag,
    Count,
    Buffer,
    Seconds,
    Milliseconds,
    CodePoint,
    Name,
}
