using System.Runtime.InteropServices;

namespace TcpProbe.Tests.Harness;

/// <summary>A fact about the native program itself; skipped where TCPPROBE_BINARY names none, or the processor is another than x64.</summary>
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = WhyNot;

    /// <summary>Why there is nothing to judge; null where there is.</summary>
    internal static string? WhyNot => (Tool.IsNative, RuntimeInformation.ProcessArchitecture) switch
    {
        (false, _) => "TCPPROBE_BINARY names no native program",
        (_, not Architecture.X64) => "the figures are those of x64",
        _ => null,
    };
}

/// <summary>A fact about what the native program executes; skipped without one, and where nothing counts it.</summary>
public sealed class CountedFactAttribute : FactAttribute
{
    public CountedFactAttribute() => Skip = NativeFactAttribute.WhyNot ?? Programs.WhyNot(Callgrind.Program);
}
