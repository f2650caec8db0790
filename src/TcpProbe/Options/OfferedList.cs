using System.CommandLine;
using System.CommandLine.Parsing;

namespace TcpProbe.Options;

/// <summary>An option with a value that counts each time it is given.</summary>
/// <param name="spec">What the user meets.</param>
/// <param name="parse">Reads one value; a <see cref="FormatException"/> completes the sentence "NAME VALUE …".</param>
/// <typeparam name="T">What a value is read to.</typeparam>
internal sealed class OfferedList<T>(OptionSpec spec, Func<string, T> parse) : OfferedOption<IReadOnlyList<T>>(spec)
{
    /// <inheritdoc/>
    public override IReadOnlyList<T>? In(ParseResult parsed) => On(parsed)?.GetValueOrDefault<object>() as IReadOnlyList<T>;

    /// <inheritdoc/>
    protected override Option Make() => LibraryOption.WithValue(Spec.Name, Read);

    private List<T>? Read(ArgumentResult result)
    {
        List<T> items = [];
        foreach (Token token in result.Tokens)
        {
            try
            {
                items.Add(parse(token.Value));
            }
            catch (FormatException wrong)
            {
                result.AddError(Mistake(token.Value, wrong, isSentence: false));
                return null;
            }
        }

        return items;
    }
}
