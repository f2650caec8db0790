namespace TcpProbe.Tests.Harness;

/// <summary>A fact about a program that speaks TLS; skipped where it was built without.</summary>
public sealed class TlsFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Absence = new(() =>
        Tool.IsNative && Tool.Run("--help-all").Stdout.Contains("TLS (not in this ", StringComparison.Ordinal) ? "TCPPROBE_BINARY names a program without TLS" : null);

    public TlsFactAttribute() => Skip = WhyNot;

    /// <summary>Why there is nothing to judge; null where there is.</summary>
    internal static string? WhyNot => Absence.Value;
}

/// <summary>A fact about processes of Unix and a program that speaks TLS; skipped where one is missing.</summary>
public sealed class UnixTlsFactAttribute : FactAttribute
{
    public UnixTlsFactAttribute() => Skip = new UnixFactAttribute().Skip ?? TlsFactAttribute.WhyNot;
}
