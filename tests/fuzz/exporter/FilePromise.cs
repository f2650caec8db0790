using System.Globalization;
using System.Text.RegularExpressions;
using TcpProbe.Exporter.Configuration;

namespace TcpProbe.Fuzz;

/// <summary>What holds for every file in YAML: a mistake is a line that can be shown, and its place is one of the file.</summary>
internal static partial class FilePromise
{
    /// <summary>What the file is called.</summary>
    public const string Name = "fuzz.yml";

    /// <summary>Whether a text could name files beside it, which nobody opens here.</summary>
    public static bool NamesFiles(string text) => text.Contains("_file", StringComparison.Ordinal);

    /// <summary>What a reader makes of a text, <c>null</c> if there is a mistake in it.</summary>
    public static T? OrMistaken<T>(string text, Func<YamlMap, T> read)
        where T : class
    {
        try
        {
            return read(YamlFile.Parse(text, Name));
        }
        catch (ConfigMistake mistake)
        {
            HasPlace(mistake.Message, text);
            return null;
        }
    }

    /// <summary>Ends the case unless a sentence can be shown and begins with a place of the text.</summary>
    public static void HasPlace(string sentence, string text)
    {
        Promise.IsShowable(sentence);
        Match place = Place().Match(sentence);
        Promise.Holds(place.Success, $"a place stands before what is wrong: {sentence}");
        (int line, int column) = (Number(place.Groups[1]), Number(place.Groups[2]));

        // A line more than there are ends of lines, and to the library one more where a text without one ends too early.
        Promise.Holds(line >= 1 && line <= LineEnd().Count(text) + 2 && column >= 1 && column <= text.Length + 1, $"the place is one of the text: {sentence}");
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Afuzz\.yml:([0-9]{1,9}):([0-9]{1,9}): .")]
    private static partial Regex Place();

    [GeneratedRegex(@"\r\n|[\n\r\u0085\u2028\u2029]")]
    private static partial Regex LineEnd();
}
