using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TcpProbe.Exporter.Configuration;

/// <summary>A map in a YAML file, its merge keys (<c>&lt;&lt;</c>) resolved: whoever reads it takes each key that he knows, and closes it.</summary>
internal sealed class YamlMap
{
    // One map is merged into another in a file that somebody wrote, not a thousand.
    private const int DeepestMerge = 16, MostMerges = 1000;

    private readonly string _file;
    private readonly YamlField _place;
    private readonly Dictionary<string, YamlField> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlField> _keys = new(StringComparer.Ordinal);
    private int _merges;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <param name="file">What the file is called in mistakes.</param>
    /// <param name="node">The map.</param>
    /// <exception cref="ConfigMistake">A key is no text, or a merge has nothing to merge.</exception>
    public YamlMap(string file, YamlMappingNode node)
    {
        _file = file;
        _place = new YamlField(file, string.Empty, node);
        Add(node, depth: 0);
    }

    /// <summary>The fields that have a value, in the order of the file.</summary>
    public IEnumerable<KeyValuePair<string, YamlField>> Fields => _fields.Where(entry => !entry.Value.IsNull);

    /// <summary>All fields, also those without a value.</summary>
    public IEnumerable<KeyValuePair<string, YamlField>> Entries => _fields;

    /// <summary>A mistake of the map as a whole, such as a key that it lacks.</summary>
    /// <param name="what">What is wrong, in a clause.</param>
    public ConfigMistake Mistake(string what) => _place.Mistake(what);

    /// <summary>The value of a key; <c>null</c> without the key, or with the key and no value.</summary>
    public YamlField? Take(string key)
    {
        _ = _known.Add(key);
        return _fields.TryGetValue(key, out YamlField? found) && !found.IsNull ? found : null;
    }

    /// <summary>The value of a key; <c>null</c> also for an empty one, which is as good as not there, as in Go.</summary>
    /// <exception cref="ConfigMistake">It is a list or a map, or not base64.</exception>
    public YamlField? TakeFilled(string key) => Take(key) is { } found && found.Bytes().Length > 0 ? found : null;

    /// <summary>Ends the reading.</summary>
    /// <exception cref="ConfigMistake">A key stands there that nobody asked for.</exception>
    public void Close()
    {
        foreach ((string key, YamlField place) in _keys)
        {
            if (_known.Contains(key)) continue;

            // It is not shown, for it may be a part of a password: behind a comma, a quote or a colon without a blank the rest of a value is a key.
            string which = _fields[key].IsNull ? "unknown key without a value (a text with a comma in it is in quotes)" : "unknown key";
            throw place.Mistake($"{which}; here are {string.Join(", ", _known)}");
        }
    }

    // What stands in the map itself goes before what is merged into it, and of several merged maps the first.
    private void Add(YamlMappingNode node, int depth)
    {
        List<YamlField> merges = [];
        foreach ((YamlNode key, YamlNode value) in node.Children)
        {
            YamlField place = new(_file, string.Empty, key);
            string name = place.Text();
            if (name == "<<" && key is YamlScalarNode { Style: ScalarStyle.Plain }) merges.Add(new YamlField(_file, name, value));
            else if (_fields.TryAdd(name, new YamlField(_file, name, value))) _keys.Add(name, place);
        }

        foreach (YamlField merge in merges)
        {
            foreach (YamlField one in merge.IsList ? merge.Items() : [merge])
            {
                if (depth == DeepestMerge || ++_merges > MostMerges) throw merge.Mistake("merges too much");
                Add(one.MapNode(), depth + 1);
            }
        }
    }
}
