using System.CommandLine;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>Options that belong together: owns them, hangs them on a command and reads them back.</summary>
/// <param name="title">The heading in the help.</param>
internal abstract class OptionGroup(string title)
{
    private readonly List<OptionSpec> _specs = [];
    private readonly List<Option> _options = [];

    /// <summary>The heading in the help.</summary>
    public string Title => title;

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<OptionSpec> Specs => _specs;

    /// <summary>Hangs the options of these names on a command.</summary>
    public void AddTo(Command command, IReadOnlyCollection<string> names)
    {
        foreach (Option option in _options)
        {
            if (names.Contains(option.Name)) command.Options.Add(option);
        }
    }

    /// <summary>Those that stand on the line, in the order of the help.</summary>
    protected IEnumerable<Option> Given(ParseResult parsed) => _options.Where(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>A flag.</summary>
    protected Option<bool> Flag(OptionSpec spec)
    {
        Option<bool> option = new(spec.Name) { Arity = ArgumentArity.Zero };
        Add(spec, option);
        return option;
    }

    /// <summary>An option with a value, of which the last one given counts.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="parse">Reads the value; a <see cref="FormatException"/> completes the sentence "NAME VALUE …".</param>
    protected Option<T?> Value<T>(OptionSpec spec, Func<string, T?> parse) =>
        Value(spec, parse, (text, wrong) => $"{spec.Name} {Shown.Word(text)} {wrong}");

    /// <summary>An option with a value that counts each time it is given.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="parse">Reads one value; a <see cref="FormatException"/> completes the sentence "NAME VALUE …".</param>
    protected Option<IReadOnlyList<T>?> Each<T>(OptionSpec spec, Func<string, T> parse)
    {
        Option<IReadOnlyList<T>?> option = new(spec.Name)
        {
            Arity = new ArgumentArity(1, 100_000),
            CustomParser = result =>
            {
                List<T> items = [];
                foreach (string text in result.Tokens.Select(token => token.Value))
                {
                    try
                    {
                        items.Add(parse(text));
                    }
                    catch (FormatException wrong)
                    {
                        result.AddError($"{spec.Name} {Shown.Word(text)} {wrong.Message}");
                        return null;
                    }
                }

                return items;
            },
        };
        Add(spec, option);
        return option;
    }

    /// <summary>An option with a text in a language of its own, whose mistakes are whole sentences.</summary>
    protected Option<T?> Text<T>(OptionSpec spec, Func<string, T?> parse) =>
        Value(spec, parse, (_, wrong) => $"{spec.Name}: {wrong}");

    /// <summary>An option that takes one of a few words.</summary>
    protected Option<string?> Choice(OptionSpec spec) => Value(spec, text => spec.Choices.Contains(text)
        ? text
        : throw new FormatException($"is not one of {string.Join(", ", spec.Choices)}"));

    /// <summary>Owns an option of any kind.</summary>
    protected void Add(OptionSpec spec, Option option)
    {
        _specs.Add(spec);
        _options.Add(option);
    }

    private Option<T?> Value<T>(OptionSpec spec, Func<string, T?> parse, Func<string, string, string> mistake)
    {
        Option<T?> option = new(spec.Name)
        {
            Arity = new ArgumentArity(1, 100_000),
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                try
                {
                    return parse(text);
                }
                catch (FormatException wrong)
                {
                    result.AddError(mistake(text, wrong.Message));
                    return default;
                }
            },
        };
        Add(spec, option);
        return option;
    }
}
