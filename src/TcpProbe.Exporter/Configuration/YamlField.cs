using System.Globalization;
using System.Text;
using TcpProbe.Core.Payloads;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TcpProbe.Exporter.Configuration;

/// <summary>A value in a YAML file, which knows where it stands.</summary>
/// <param name="file">What the file is called in mistakes.</param>
/// <param name="name">Its key, empty for what has none.</param>
/// <param name="node">The value.</param>
internal sealed class YamlField(string file, string name, YamlNode node)
{
    private const string BinaryTag = "tag:yaml.org,2002:binary";

    // What YAML 1.1 takes for yes and no; the reader of Prometheus does too.
    private static readonly string[]
        s_yes = ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"],
        s_no = ["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"],
        s_nothing = [string.Empty, "~", "null", "Null", "NULL"];

    /// <summary>Whether the key stands there and nothing behind it.</summary>
    public bool IsNull => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: var value } && s_nothing.Contains(value);

    /// <summary>Whether it is a list.</summary>
    public bool IsList => node is YamlSequenceNode;

    /// <summary>Whether it is a map.</summary>
    public bool IsMap => node is YamlMappingNode;

    /// <summary>Whether it is base64 of bytes (<c>!!binary</c>).</summary>
    public bool IsBinary => node is YamlScalarNode { Tag: { IsEmpty: false, IsNonSpecific: false, Value: BinaryTag } };

    /// <summary>Its text; that of <c>!!binary</c> only if it is UTF-8.</summary>
    /// <exception cref="ConfigMistake">It is a list or a map, or no text.</exception>
    public string Text()
    {
        if (!IsBinary) return Scalar();
        byte[] bytes = Bytes();
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Mistake("is not UTF-8");
    }

    /// <summary>Its bytes: those of <c>!!binary</c>, else its text in UTF-8.</summary>
    /// <exception cref="ConfigMistake">It is a list or a map, or not base64.</exception>
    public byte[] Bytes()
    {
        if (!IsBinary) return Encoding.UTF8.GetBytes(Scalar());
        try
        {
            return Convert.FromBase64String(Scalar());
        }
        catch (FormatException)
        {
            throw Mistake("is not base64");
        }
    }

    /// <summary>Yes or no.</summary>
    /// <exception cref="ConfigMistake">It is neither.</exception>
    public bool Flag()
    {
        string text = Scalar();
        return Flag(text) ?? throw Mistake($"{Shown(text)} is not true or false");
    }

    /// <summary>Yes or no; <c>null</c> for a word that says neither.</summary>
    public static bool? Flag(string word) => s_yes.Contains(word) ? true : s_no.Contains(word) ? false : null;

    /// <summary>A whole number.</summary>
    /// <exception cref="ConfigMistake">It is none within the bounds.</exception>
    public int Integer(int least, int most) => int.TryParse(Scalar(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
        ? number
        : throw Mistake($"{Shown(Scalar())} is not a whole number from {least} to {most}");

    /// <summary>Its text, read.</summary>
    /// <param name="parse">Reads it; a <see cref="FormatException"/> completes the sentence "VALUE …".</param>
    /// <exception cref="ConfigMistake">It cannot be read.</exception>
    public T Value<T>(Func<string, T> parse) => Read(parse, wrong => $"{Shown(Text())} {wrong}");

    /// <summary>Its text, read by whoever says in a whole sentence what is wrong.</summary>
    /// <exception cref="ConfigMistake">It cannot be read.</exception>
    public T Sentence<T>(Func<string, T> parse) => Read(parse, wrong => wrong);

    /// <summary>Its text, read, where a mistake must not quote it: there may be a password in it.</summary>
    /// <exception cref="ConfigMistake">It cannot be read.</exception>
    public T Unquoted<T>(Func<string, T> parse, string what) => Read(parse, _ => what);

    /// <summary>The items of a list.</summary>
    /// <exception cref="ConfigMistake">It is none.</exception>
    public IReadOnlyList<YamlField> Items() => node is YamlSequenceNode list
        ? [.. list.Children.Select(item => new YamlField(file, string.Empty, item))]
        : throw Mistake("is not a list");

    /// <summary>The map.</summary>
    /// <exception cref="ConfigMistake">It is none.</exception>
    public YamlMap Map() => new(file, MapNode());

    /// <summary>The map as the library has it.</summary>
    /// <exception cref="ConfigMistake">It is none.</exception>
    public YamlMappingNode MapNode() => node as YamlMappingNode ?? throw Mistake("is not a map");

    /// <summary>A mistake at this place.</summary>
    /// <param name="what">What is wrong, in a clause that follows the key.</param>
    public ConfigMistake Mistake(string what) => new($"{file}:{node.Start.Line}:{node.Start.Column}", name.Length == 0 ? what : $"{ShownKey(name)}: {what}");

    // Without a blank behind its colon it holds its value, {ali:secret}, which is not shown.
    private static string ShownKey(string key)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return Shown(key);
        string name = key[..colon];
        return name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? $"{Shown(name)}:…" : "…";
    }

    private T Read<T>(Func<string, T> parse, Func<string, string> say)
    {
        try
        {
            return parse(Text());
        }
        catch (FormatException wrong)
        {
            throw Mistake(say(wrong.Message));
        }
    }

    private string Scalar() => node is YamlScalarNode { Value: { } text } ? text : throw Mistake("is not a text");

    private static string Shown(string text) => text.Length == 0 ? "''" : EscapedText.Show(text, 60);
}
