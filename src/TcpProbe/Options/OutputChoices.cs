using TcpProbe.Core.Runs;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>What the user wants to see.</summary>
internal sealed record OutputChoices
{
    /// <summary>The format of stdout.</summary>
    public string Format { get; init; } = "human";

    /// <summary>The reports in files.</summary>
    public IReadOnlyList<OutputValue> Files { get; init; } = [];

    /// <summary>Nothing on stdout.</summary>
    public bool Quiet { get; init; }

    /// <summary>On stdout only what failed.</summary>
    public bool QuietOk { get; init; }

    /// <summary>On stdout only what changed.</summary>
    public bool Changes { get; init; }

    /// <summary>Each line for a person begins with the time.</summary>
    public bool Timestamps { get; init; }

    /// <summary>The times of many probes as bars.</summary>
    public bool Histogram { get; init; }

    /// <summary>What a monitoring plugin warns of.</summary>
    public AlertRange? Warning { get; init; }

    /// <summary>What a monitoring plugin holds for critical.</summary>
    public AlertRange? Critical { get; init; }

    /// <summary>0, 1 for <c>-v</c>, 2 for <c>-vv</c>.</summary>
    public int Verbosity { get; init; }

    /// <summary>The word of <c>--color</c>.</summary>
    public string Colour { get; init; } = "auto";

    /// <summary>The profile of the exit codes.</summary>
    public ExitCodeProfile ExitCodes { get; init; }

    /// <summary>Whether a format is asked for; <c>-q</c> only keeps it from being read.</summary>
    public bool Has(string format) => Format == format || Files.Any(file => file.Format == format);

    /// <summary>Whether a format is written anywhere.</summary>
    public bool Writes(string format) => (Format == format && !Quiet) || Files.Any(file => file.Format == format);
}
