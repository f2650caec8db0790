using TcpProbe.Exporter.Configuration;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Configuration;

/// <summary>Files in YAML as those of Prometheus are written, and where a mistake stands in them.</summary>
public sealed class YamlFileTests
{
    [Fact]
    public void A_field_is_found_by_its_key_and_nothing_is_left()
    {
        YamlMap map = Parse("a: x\nb:\n- 1\n- 2\nc: {d: 'true'}\n");
        Assert.Equal("x", map.Take("a")!.Text());
        Assert.Equal([1, 2], map.Take("b")!.Items().Select(item => item.Integer(0, 9)));
        Assert.True(map.Take("c")!.Map().Take("d")!.Flag());
        map.Close();
    }

    [Theory]
    [InlineData("a:")]
    [InlineData("a: ~")]
    [InlineData("a: null")]
    [InlineData("")]
    [InlineData("# nothing")]
    public void A_key_without_a_value_says_nothing(string text) => Assert.Null(Parse(text).Take("a"));

    [Fact]
    public void A_quoted_text_is_a_value_whatever_it_spells() => Assert.Equal(string.Empty, Parse("a: ''").Take("a")!.Text());

    [Fact]
    public void Anchors_and_merges_are_followed_and_the_map_itself_goes_first()
    {
        YamlMap map = Parse("base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nall:\n  x: 9\n  <<: [*b, *m]\n").Take("all")!.Map();
        Assert.Equal([("x", 9), ("y", 2), ("z", 4)], map.Fields.Select(entry => (entry.Key, entry.Value.Integer(0, 9))));
    }

    [Fact]
    public void Binary_is_bytes_and_text_is_UTF_8()
    {
        Assert.Equal([0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f], Parse("a: !!binary AAAACATSFi8=").Take("a")!.Bytes());
        Assert.Equal([0xc3, 0xbc, 0], Parse("a: \"\u00fc\\0\"").Take("a")!.Bytes());
        Assert.Equal("f.yml:1:4: a: is not base64", Mistake(() => Parse("a: !!binary '*'").Take("a")!.Bytes()));
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Off", false)]
    [InlineData("false", false)]
    public void Yes_and_no_have_the_words_of_YAML(string word, bool value) => Assert.Equal(value, Parse($"a: {word}").Take("a")!.Flag());

    [Theory]
    [InlineData("a: [", "f.yml:2:1: is not YAML: ")]
    [InlineData("a: 1\na: 2", "f.yml:2:1: is not YAML: ")]
    [InlineData("- a", "f.yml:1:1: is not a map")]
    [InlineData("a: 1\n---\na: 2", "f.yml:3:1: a second document; one is read")]
    [InlineData("[1]: 2", "f.yml:1:1: is not a text")]
    [InlineData("a: {b: \nc: {d: 1}", "f.yml:1:6: is not YAML: what follows cannot be read")]
    [InlineData("a: [!!x$]", "f.yml:1:4: is not YAML: what follows cannot be read")]
    [InlineData("a:\n b: 1\n:", "f.yml:4:1: is not YAML: what follows cannot be read")]
    [InlineData("a: {b: x\ny, c: 1}", "f.yml:1:6: is not YAML: what follows cannot be read")]
    public void A_text_that_is_no_map_is_refused_with_its_place(string text, string said) =>
        Assert.StartsWith(said, Mistake(() => Parse(text)), StringComparison.Ordinal);

    [Fact]
    public void A_key_that_nobody_knows_is_refused_with_its_place_and_those_that_are_known()
    {
        YamlMap map = Parse("a: 1\nothr: 2\n");
        _ = map.Take("a");
        _ = map.Take("other");
        Assert.Equal("f.yml:2:1: unknown key; here are a, other", Mistake(map.Close));
    }

    [Theory]
    [InlineData("maybe", "f.yml:2:4: a: maybe is not true or false")]
    [InlineData("[1]", "f.yml:2:4: a: is not a text")]
    [InlineData("''", "f.yml:2:4: a: '' is not true or false")]
    public void A_value_that_cannot_be_read_is_refused_with_its_key_and_place(string value, string said) =>
        Assert.Equal(said, Mistake(() => Parse($"\na: {value}").Take("a")!.Flag()));

    [Theory]
    [InlineData("10")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("x")]
    public void A_number_is_whole_and_within_its_bounds(string value) =>
        Assert.Equal($"f.yml:1:4: a: {value} is not a whole number from 0 to 9", Mistake(() => Parse($"a: {value}").Take("a")!.Integer(0, 9)));

    // In a log or a terminal they would do something; and what is written without a blank or quotes may be a password.
    [Theory]
    [InlineData("\"a\\x1b[2Jb\u202e\": [1]", @"f.yml:1:15: a\x1b[2Jb\xe2\x80\xae: is not a text")]
    [InlineData("a: &\u202e [*\u202e]", @"f.yml:1:8: *\xe2\x80\xae contains itself")]
    [InlineData("{a:secret: [1]}", "f.yml:1:12: a:…: is not a text")]
    [InlineData("a: *secret", "f.yml:1:4: there is no anchor before it that this alias means; a text that begins with * is in quotes")]
    [InlineData("{a:secret, a:secret}", "f.yml:1:12: is not YAML: a key stands there twice")]
    [InlineData("b:secret: 1", "f.yml:1:1: unknown key; here are ")]
    [InlineData("{a: ,'secret'$}", "f.yml:1:6: unknown key; here are ")]
    [InlineData("{a: ',secret: ', b: 'c'}", "f.yml:1:18: unknown key; here are ")]
    [InlineData("{a: *later, b: &later 1}", "f.yml:1:5: there is no anchor before it")]
    [InlineData("{a: x,secret}", "f.yml:1:7: unknown key without a value (a text with a comma in it is in quotes); here are ")]
    public void What_a_mistake_quotes_of_a_key_is_visible_and_no_value(string text, string said) => Assert.StartsWith(said, Mistake(() =>
    {
        YamlMap map = Parse(text);
        _ = map.Take("a");
        foreach ((_, YamlField field) in map.Fields) _ = field.Text();
        map.Close();
    }), StringComparison.Ordinal);

    [Fact]
    public void What_is_nested_too_deep_or_merges_itself_is_refused()
    {
        Assert.Contains("nested more than", Mistake(() => Parse("a: " + new string('[', 100_000))), StringComparison.Ordinal);
        Assert.Equal("f.yml:2:7: *a contains itself", Mistake(() => Parse("a: &a\n  <<: *a\n")));
    }

    [Fact]
    public void Maps_that_are_merged_without_end_are_refused()
    {
        string ten = string.Join(", ", Enumerable.Repeat("*{0}", 10));
        string text = "a0: &a0 {x: 1}\n" + string.Concat(Enumerable.Range(1, 9).Select(level => $"a{level}: &a{level} {{<<: [{ten.Replace("{0}", $"a{level - 1}", StringComparison.Ordinal)}]}}\n"));
        Assert.EndsWith("merges too much", Mistake(() => Parse(text).Take("a9")!.Map()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("no.yml");
        Assert.StartsWith($"{path}: cannot be read: ", Mistake(() => YamlFile.Read(path)), StringComparison.Ordinal);
        File.WriteAllBytes(path, [(byte)'a', (byte)':', (byte)' ', 0xff]);
        Assert.Equal($"{path}: is not UTF-8", Mistake(() => YamlFile.Read(path)));
        Assert.StartsWith(@"no\x1b[2J.yml: cannot be read: ", Mistake(() => YamlFile.Read("no\u001b[2J.yml")), StringComparison.Ordinal);
    }

    private static YamlMap Parse(string text) => YamlFile.Parse(text, "f.yml");

    private static string Mistake(Action read) => Assert.Throws<ConfigMistake>(read).Message;

    private static string Mistake(Func<object> read) => Assert.Throws<ConfigMistake>(read).Message;
}
