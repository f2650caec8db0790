using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>Options that count each time they are given, in their place on the line.</summary>
/// <param name="title">The heading in the help.</param>
/// <typeparam name="T">What each of them stands for.</typeparam>
internal abstract class OrderedOptions<T>(string title) : OptionGroup(title)
{
    private readonly Dictionary<string, (OptionSpec Spec, Func<string, ParseResult, T> Read)> _byName = new(StringComparer.Ordinal);

    /// <summary>A flag.</summary>
    protected void EachFlag(OptionSpec spec, Func<T> make) => Add(spec, (_, _) => make());

    /// <summary>An option with a value.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="parse">Reads the value; a <see cref="FormatException"/> completes the sentence "NAME VALUE …".</param>
    protected void EachValue(OptionSpec spec, Func<string, T> parse) =>
        Add(spec, (text, _) => Read(() => parse(text), wrong => $"{spec.Name} {Shown.Word(text)} {wrong}"));

    /// <summary>An option with a text in a language of its own, whose mistakes are whole sentences.</summary>
    protected void EachText(OptionSpec spec, Func<string, T> parse) => EachText(spec, (text, _) => parse(text));

    /// <summary>An option with a text whose meaning depends on the rest of the line.</summary>
    protected void EachText(OptionSpec spec, Func<string, ParseResult, T> parse) =>
        Add(spec, (text, parsed) => Read(() => parse(text, parsed), wrong => $"{spec.Name}: {wrong}"));

    /// <summary>The options as they stand on the line, each with its value; a flag's is empty.</summary>
    protected IEnumerable<(string Name, string Value)> Standing(ParseResult parsed)
    {
        for (int i = 0; i < parsed.Tokens.Count; i++)
        {
            Token token = parsed.Tokens[i];
            if (token.Type == TokenType.Option && _byName.TryGetValue(token.Value, out var option))
                yield return (token.Value, option.Spec.ValueName is null ? string.Empty : parsed.Tokens[i + 1].Value);
        }
    }

    /// <summary>What they stand for, in the order of the line.</summary>
    /// <exception cref="UsageException">A value has a mistake.</exception>
    protected IEnumerable<(string Name, T Item)> InOrder(ParseResult parsed) =>
        Standing(parsed).Select(given => (given.Name, _byName[given.Name].Read(given.Value, parsed)));

    private void Add(OptionSpec spec, Func<string, ParseResult, T> read)
    {
        Add(spec, new Option<string[]>(spec.Name) { Arity = spec.ValueName is null ? ArgumentArity.Zero : new ArgumentArity(1, 100_000) });
        _byName.Add(spec.Name, (spec, read));
    }

    private static T Read(Func<T> parse, Func<string, string> mistake)
    {
        try
        {
            return parse();
        }
        catch (FormatException wrong)
        {
            throw new UsageException(mistake(wrong.Message));
        }
    }
}
