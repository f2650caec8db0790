using System.Net;
using Serilog.Events;

namespace TcpProbe.Exporter.Options;

/// <summary>What the command line says.</summary>
internal sealed record ExporterOptions
{
    /// <summary>The address unless told otherwise: a wider one is a choice, for an exporter probes whatever it is asked to.</summary>
    public static IPEndPoint UsualAddress { get; } = new(IPAddress.Loopback, 9115);

    /// <summary>The file of modules; <c>null</c> for what is built in.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The file about TLS and passwords; <c>null</c> for neither.</summary>
    public string? WebConfigFile { get; init; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<IPEndPoint> Addresses { get; init; } = [UsualAddress];

    /// <summary>How much earlier than the asker gives up an answer is to be there.</summary>
    public TimeSpan TimeoutOffset { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How many probes may be under way.</summary>
    public int MaxProbes { get; init; } = 1000;

    /// <summary>How many of the latest probes are kept, and as many failures.</summary>
    public int HistoryLimit { get; init; } = 100;

    /// <summary>What the log tells.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>Whether the files are only checked.</summary>
    public bool ChecksOnly { get; init; }
}
