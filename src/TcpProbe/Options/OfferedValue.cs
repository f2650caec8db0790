using System.CommandLine;
using System.CommandLine.Parsing;

namespace TcpProbe.Options;

/// <summary>An option with a value, of which the last one given counts.</summary>
/// <param name="spec">What the user meets.</param>
/// <param name="parse">Reads the value; throws <see cref="FormatException"/>.</param>
/// <param name="isSentence">Whether the mistakes are whole sentences; otherwise each completes "NAME VALUE …".</param>
/// <typeparam name="T">What it is read to.</typeparam>
internal sealed class OfferedValue<T>(OptionSpec spec, Func<string, T?> parse, bool isSentence) : OfferedOption<T>(spec)
{
    /// <inheritdoc/>
    public override T? In(ParseResult parsed) => On(parsed) is { } found && found.GetValueOrDefault<object>() is T value ? value : default;

    /// <inheritdoc/>
    protected override Option Make() => LibraryOption.WithValue(Spec.Name, Read);

    private object? Read(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        try
        {
            return parse(text);
        }
        catch (FormatException wrong)
        {
            result.AddError(Mistake(text, wrong, isSentence));
            return null;
        }
    }
}
