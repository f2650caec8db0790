using System.Globalization;
using System.Text;
using CsCheck;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Fuzz;

namespace TcpProbe.Exporter.Tests.Fuzzing;

/// <summary>Files of known keys: right they are taken, and one thing wrong in them is told with its line.</summary>
public sealed class ModuleFileRandomTests
{
    [Fact]
    public void A_file_of_values_that_their_keys_take_is_right() => ModuleFileText.Right.Sample(lines =>
    {
        string text = ModuleFileText.Of(lines);
        Settings settings = ModuleText.Settings(text);
        Assert.Equal(["m", "other"], settings.Modules.Keys);
        Assert.Equal(lines.Count(line => line.ToString().StartsWith("   - ", StringComparison.Ordinal)), settings.Modules["m"].Template.Exchange.Steps.Count);
        Assert.Equal(lines.Any(line => line.Key.Name == "allow" && line.Value != "[]"), settings.Rules.Allow.Count > 0);
        ExporterTargets.All["module-file"](Encoding.UTF8.GetBytes(text));
    });

    [Fact]
    public void One_value_that_its_key_does_not_take_is_told_with_its_line() => Broken((line, dice) => line with { Value = line.Key.Bad[dice % line.Key.Bad.Length] });

    [Fact]
    public void One_key_that_nobody_knows_is_told_with_its_line() => Broken((line, _) => line with { Key = line.Key with { Name = $"{line.Key.Name}x" } });

    [Fact]
    public void One_line_that_is_no_YAML_is_told() => Broken((line, _) => line with { Value = "'open" }, isYaml: false);

    private static void Broken(Func<ModuleFileText.Line, int, ModuleFileText.Line> change, bool isYaml = true) => Gen.Select(
        ModuleFileText.Right.Where(lines => lines.Any(line => line.HasKey)), Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((lines, which, dice) =>
    {
        int[] places = [.. Enumerable.Range(0, lines.Length).Where(at => lines[at].HasKey)];
        int broken = places[which % places.Length];
        string text = ModuleFileText.Of(lines.Select((line, at) => at == broken ? change(line, dice) : line));
        string message = Assert.Throws<ConfigMistake>(() => ModuleText.Settings(text)).Message;
        Promise.IsShowable(message);
        int told = int.Parse(message.Split(':')[1], CultureInfo.InvariantCulture);
        if (isYaml) Assert.True(told == broken + 1, $"{message} for line {broken + 1} of\n{text}");
        else Assert.InRange(told, broken + 1, lines.Length + 1);
    });
}
