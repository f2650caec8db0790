using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>Options that count each time they are given, in their place on the line.</summary>
/// <param name="title">The heading in the help.</param>
/// <typeparam name="T">What each of them stands for.</typeparam>
internal abstract class OrderedOptions<T>(string title) : OptionGroup(title)
{
    /// <summary>A flag.</summary>
    protected void EachFlag(OptionSpec spec, Func<T> make) => Own(new Ordered(spec, (_, _) => make(), isSentence: false));

    /// <summary>An option with a value.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="parse">Reads the value; a <see cref="FormatException"/> completes the sentence "NAME VALUE …".</param>
    protected void EachValue(OptionSpec spec, Func<string, T> parse) => Own(new Ordered(spec, (text, _) => parse(text), isSentence: false));

    /// <summary>An option with a text in a language of its own, whose mistakes are whole sentences.</summary>
    protected void EachText(OptionSpec spec, Func<string, T> parse) => EachText(spec, (text, _) => parse(text));

    /// <summary>An option with a text whose meaning depends on the rest of the line.</summary>
    protected void EachText(OptionSpec spec, Func<string, ParseResult, T> parse) => Own(new Ordered(spec, parse, isSentence: true));

    /// <summary>How often an option stands on the line with a value.</summary>
    protected int Times(ParseResult parsed, string name, string value)
    {
        if (FirstGiven(parsed) is null) return 0;
        int times = 0;
        for (int i = 0; i + 1 < parsed.Tokens.Count; i++)
        {
            if (parsed.Tokens[i] is { Type: TokenType.Option } token && token.Value == name && parsed.Tokens[i + 1].Value == value) times++;
        }

        return times;
    }

    /// <summary>What they stand for, in the order of the line.</summary>
    /// <exception cref="UsageException">A value has a mistake.</exception>
    protected (string Name, T Item)[] InOrder(ParseResult parsed)
    {
        // Most lines have none of them.
        if (FirstGiven(parsed) is null) return [];
        List<(string, T)> items = [];
        for (int i = 0; i < parsed.Tokens.Count; i++)
        {
            Token token = parsed.Tokens[i];
            if (token.Type != TokenType.Option || Named(token.Value) is not Ordered option) continue;
            string value = option.Spec.ValueName is null ? string.Empty : parsed.Tokens[i + 1].Value;
            items.Add((token.Value, option.Read(value, parsed)));
        }

        return [.. items];
    }

    private sealed class Ordered(OptionSpec spec, Func<string, ParseResult, T> parse, bool isSentence) : OfferedOption(spec with { Repeats = true })
    {
        public T Read(string text, ParseResult parsed)
        {
            try
            {
                return parse(text, parsed);
            }
            catch (FormatException wrong)
            {
                throw new UsageException(Mistake(text, wrong, isSentence));
            }
        }

        // The tokens are read in their order instead.
        protected override Option Make() => Spec.ValueName is null ? LibraryOption.Flag(Spec.Name) : LibraryOption.WithValue(Spec.Name, _ => null);
    }
}
