using System.CommandLine;
using System.CommandLine.Parsing;

namespace TcpProbe.Options;

/// <summary>The library's own options: one type for flags and one for all values, since each further type would be linked with all that the library has for it.</summary>
internal static class LibraryOption
{
    // Any number: the library would take a second one for a mistake.
    private const int MostValues = 100_000;

    /// <summary>A flag, which takes no value.</summary>
    public static Option<bool> Flag(string name) => new(name) { Arity = ArgumentArity.Zero };

    /// <summary>An option with values.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="read">Reads them, or adds an error.</param>
    public static Option<object?> WithValue(string name, Func<ArgumentResult, object?> read) => new(name)
    {
        Arity = new ArgumentArity(1, MostValues),
        CustomParser = read,
    };
}
