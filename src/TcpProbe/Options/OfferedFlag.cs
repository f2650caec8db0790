using System.CommandLine;

namespace TcpProbe.Options;

/// <summary>An option without a value.</summary>
/// <param name="spec">What the user meets.</param>
internal sealed class OfferedFlag(OptionSpec spec) : OfferedOption<bool>(spec)
{
    /// <inheritdoc/>
    public override bool In(ParseResult parsed) => On(parsed) is not null;

    /// <inheritdoc/>
    protected override Option Make() => LibraryOption.Flag(Spec.Name);
}
