using System.CommandLine;

namespace TcpProbe.Options;

/// <summary>Options that belong together: owns them, hangs them on a command and reads them back.</summary>
/// <param name="title">The heading in the help.</param>
internal abstract class OptionGroup(string title)
{
    private readonly List<OfferedOption> _options = [];

    /// <summary>The heading in the help.</summary>
    public string Title => title;

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<OptionSpec> Specs => _options.Select(option => option.Spec);

    /// <summary>The options, in the order of the help.</summary>
    protected IReadOnlyList<OfferedOption> Options => _options;

    /// <summary>The option of this long or short name, if it is one of these.</summary>
    public OfferedOption? Named(string name)
    {
        foreach (OfferedOption option in _options)
        {
            if (option.Spec.IsNamed(name)) return option;
        }

        return null;
    }

    /// <summary>The first that stands on the line, in the order of the help.</summary>
    protected OfferedOption? FirstGiven(ParseResult parsed, OfferedOption? except = null)
    {
        foreach (OfferedOption option in _options)
        {
            if (option != except && option.On(parsed) is not null) return option;
        }

        return null;
    }

    /// <summary>A flag.</summary>
    protected OfferedOption<bool> Flag(OptionSpec spec) => Own(new OfferedFlag(spec));

    /// <summary>An option with a value, of which the last one given counts.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="parse">Reads the value; a <see cref="FormatException"/> completes the sentence "NAME VALUE …".</param>
    protected OfferedOption<T> Value<T>(OptionSpec spec, Func<string, T?> parse) => Own(new OfferedValue<T>(spec, parse, isSentence: false));

    /// <summary>An option with a value that counts each time it is given.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="parse">Reads one value; a <see cref="FormatException"/> completes the sentence "NAME VALUE …".</param>
    protected OfferedOption<IReadOnlyList<T>> Each<T>(OptionSpec spec, Func<string, T> parse) => Own(new OfferedList<T>(spec with { Repeats = true }, parse));

    /// <summary>An option with a text in a language of its own, whose mistakes are whole sentences.</summary>
    protected OfferedOption<T> Text<T>(OptionSpec spec, Func<string, T?> parse) => Own(new OfferedValue<T>(spec, parse, isSentence: true));

    /// <summary>An option that takes one of a few words.</summary>
    protected OfferedOption<string> Choice(OptionSpec spec) => Value<string>(spec, spec.Chosen);

    /// <summary>Owns an option of any kind.</summary>
    protected T Own<T>(T option)
        where T : OfferedOption
    {
        _options.Add(option);
        return option;
    }
}
