using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Modules;

/// <summary>A module of the configuration: how a target is probed, whichever it is.</summary>
/// <param name="Name">Its name in the file and in requests.</param>
internal sealed record Module(string Name)
{
    private static readonly Target s_whoever = new(string.Empty, 0, Literal: null);

    /// <summary>What a probe is told unless a module says otherwise: no limit but that of the whole, and nothing is sent.</summary>
    public static ClientOptions Plain { get; } = new() { Target = s_whoever, Exchange = Exchange.None, ResolveTimeout = null, ConnectTimeout = null, IoTimeout = null };

    /// <summary>Of a file for blackbox_exporter, the prober that is not ours, such as <c>http</c>; <c>null</c> for a module that can be used.</summary>
    public string? ForeignProber { get; init; }

    /// <summary>The limit of the whole probe, if the request has no earlier one; <c>null</c> for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What a probe is told; the request has the target, the deadline and the TLS.</summary>
    public ClientOptions Template { get; init; } = Plain;

    /// <summary>Whether each address behind a name is probed by itself, and all must be well.</summary>
    public bool EveryAddress { get; init; }

    /// <summary>The TLS of the module, its files not read yet; <c>null</c> without TLS.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>The labels that expectations give to <c>probe_expect_info</c>.</summary>
    public IReadOnlyList<ExpectLabels> Labels { get; init; } = [];
}
