using System.CommandLine;
using System.CommandLine.Parsing;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>An option as a command offers it. The library's own object, which is large, is made only for a line on which the option stands.</summary>
/// <param name="spec">What the user meets.</param>
internal abstract class OfferedOption(OptionSpec spec)
{
    private Option? _made;

    /// <summary>What the user meets.</summary>
    public OptionSpec Spec => spec;

    /// <summary>The library's option.</summary>
    public Option Made => _made ??= Make();

    /// <summary>What the library found on the line; <c>null</c> if the option does not stand there.</summary>
    public OptionResult? On(ParseResult parsed) => _made is not null && parsed.GetResult(_made) is { Implicit: false } found ? found : null;

    /// <summary>What is said of a value that cannot be read.</summary>
    /// <param name="value">The value.</param>
    /// <param name="wrong">What is wrong with it.</param>
    /// <param name="isSentence">Whether that is a whole sentence; otherwise it completes "NAME VALUE …".</param>
    protected string Mistake(string value, FormatException wrong, bool isSentence) =>
        isSentence ? $"{spec.Name}: {wrong.Message}" : $"{spec.Name} {Shown.Word(value)} {wrong.Message}";

    /// <summary>Makes the library's option.</summary>
    protected abstract Option Make();
}

/// <summary>An option that is read to a value.</summary>
/// <param name="spec">What the user meets.</param>
/// <typeparam name="T">The value.</typeparam>
internal abstract class OfferedOption<T>(OptionSpec spec) : OfferedOption(spec)
{
    /// <summary>Its value on the line; the default of the type if it does not stand there.</summary>
    public abstract T? In(ParseResult parsed);
}
