using Microsoft.AspNetCore.Http;
using TcpProbe.Exporter.Configuration;

namespace TcpProbe.Exporter.Web;

/// <summary>Headers that browsers look at, for every response.</summary>
/// <param name="Items">Their names and values.</param>
internal sealed record ExtraHeaders(IReadOnlyList<KeyValuePair<string, string>> Items)
{
    // Those that any exporter may be told, and the values of those that have few.
    private static readonly (string Name, string[] Values)[] s_known =
    [
        ("Content-Security-Policy", []),
        ("Strict-Transport-Security", []),
        ("X-Content-Type-Options", ["nosniff"]),
        ("X-Frame-Options", ["deny", "sameorigin"]),
        ("X-XSS-Protection", []),
    ];

    /// <summary>No header.</summary>
    public static ExtraHeaders None { get; } = new([]);

    /// <summary>The headers of a map; one without a value is none.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public static ExtraHeaders Of(YamlField field)
    {
        YamlMap map = field.Map();
        List<KeyValuePair<string, string>> items = [];
        foreach ((string name, string[] values) in s_known)
        {
            if (map.Take(name) is { } value && value.Value(text => Check(text, values)) is { Length: > 0 } text) items.Add(new(name, text));
        }

        map.Close();
        return new ExtraHeaders(items);
    }

    /// <summary>Puts them into a response.</summary>
    public void AddTo(IHeaderDictionary response)
    {
        foreach ((string name, string value) in Items) response[name] = value;
    }

    private static string Check(string text, string[] values)
    {
        if (text.Length == 0) return text;
        if (values.Length > 0 && !values.Contains(text)) throw new FormatException($"is not {string.Join(" or ", values)}");
        return text.All(character => character is >= ' ' and <= '~') ? text : throw new FormatException("has a character in it that no header may have");
    }
}
