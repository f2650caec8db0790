using System.CommandLine;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>What is said of the probe, and to whom.</summary>
internal sealed class OutputOptions : OptionGroup
{
    private readonly Option<string?> _format;
    private readonly Option<bool> _quiet;
    private readonly Option<bool> _verbose;
    private readonly Option<string?> _colour;
    private readonly Option<string?> _exitCodes;

    public OutputOptions()
        : base("Output")
    {
        _format = Choice(new("--output", "the format of the report") { Aliases = ["-o"], ValueName = "FORMAT", Choices = ["human", "json"], Default = "human", Everyday = true });
        _quiet = Flag(new("--quiet", "no report: the exit code tells") { Aliases = ["-q"], Everyday = true });
        _verbose = Flag(new("--verbose", "each step on stderr; -vv each socket call and byte") { Aliases = ["-v"], Everyday = true });
        _colour = Choice(new("--color", "colour ok and failed") { ValueName = "WHEN", Choices = ["auto", "always", "never"], Default = "auto" });
        _exitCodes = Choice(new("--exit-codes", "a code for each reason; only 0 and 1; or 0 once it is reported") { ValueName = "PROFILE", Choices = ExitCodeProfiles.Choices, Default = "default" });
    }

    /// <summary>The choices.</summary>
    public OutputChoices Bind(ParseResult parsed) => new(
        Json: parsed.GetValue(_format) == "json",
        Quiet: parsed.GetValue(_quiet),
        Verbosity: Math.Min(parsed.GetResult(_verbose)?.IdentifierTokenCount ?? 0, 2),
        Colour: parsed.GetValue(_colour) ?? "auto",
        ExitCodes: ExitCodeProfiles.Of(parsed.GetValue(_exitCodes) ?? "default") ?? ExitCodeProfile.Default);
}

/// <summary>What the user wants to see.</summary>
/// <param name="Json">JSON instead of lines.</param>
/// <param name="Quiet">No report.</param>
/// <param name="Verbosity">0, 1 for <c>-v</c>, 2 for <c>-vv</c>.</param>
/// <param name="Colour">The word of <c>--color</c>.</param>
/// <param name="ExitCodes">The profile of the exit codes.</param>
internal sealed record OutputChoices(bool Json, bool Quiet, int Verbosity, string Colour, ExitCodeProfile ExitCodes);
