using TcpProbe.Core.Exchanges;
using TcpProbe.Exporter.Configuration.Go;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads the labels of an expectation.</summary>
internal static class LabelReader
{
    /// <summary>Their names and the templates of their values.</summary>
    /// <exception cref="ConfigMistake">A name is none, or stands there twice.</exception>
    public static IReadOnlyList<KeyValuePair<string, MessageTemplate>> Read(YamlField field, GoPattern pattern)
    {
        List<KeyValuePair<string, MessageTemplate>> labels = [];
        foreach (YamlField item in field.Items())
        {
            YamlMap map = item.Map();
            YamlField name = map.Take("name") ?? throw item.Mistake("has no name");
            ReadOnlyMemory<byte> value = map.Take("value")?.Bytes() ?? [];
            map.Close();
            string word = name.Value(Name);
            if (labels.Any(label => label.Key == word)) throw name.Mistake($"{word} is given twice");
            labels.Add(new(word, GoTemplate.Parse(value, pattern, ending: default)));
        }

        return labels;
    }

    // Of Prometheus, where those that begin with two underlines are its own.
    private static string Name(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && !text.StartsWith("__", StringComparison.Ordinal)
            ? text
            : throw new FormatException("is not the name of a label ([a-zA-Z_][a-zA-Z0-9_]*, no two underlines before it)");
}
