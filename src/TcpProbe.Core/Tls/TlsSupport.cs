using System.Diagnostics.CodeAnalysis;

namespace TcpProbe.Core.Tls;

/// <summary>Whether TLS is part of this program at all: a statically linked one cannot load OpenSSL, which .NET leaves TLS to.</summary>
/// <remarks>The publish settings decide; the linker takes it for a constant and leaves out what a program without TLS never reaches.</remarks>
public static class TlsSupport
{
    /// <summary>What a program without TLS says to whoever asks for it, after the option.</summary>
    public const string Absence = "is for TLS, which this statically linked build is without";

    /// <summary>Whether it is not: only where the program was published so.</summary>
    [FeatureSwitchDefinition("TcpProbe.Core.Tls.IsLeftOut")]
    public static bool IsLeftOut => AppContext.TryGetSwitch("TcpProbe.Core.Tls.IsLeftOut", out bool chosen) && chosen;

    /// <summary>Why neither TLS nor any other cryptography is to be had on this machine; <c>null</c> if they are. .NET ends a process that does not ask first.</summary>
    public static string? WhyNot => TlsLibrary.WhyNot;
}
