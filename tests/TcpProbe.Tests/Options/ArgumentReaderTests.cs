using TcpProbe.Endings;
using TcpProbe.Options;

namespace TcpProbe.Tests.Options;

public sealed class ArgumentReaderTests
{
    private static readonly OptionGroup[] Groups = [new SampleOptions()];

    [Theory]
    [InlineData("h 80", "-- h 80")]
    [InlineData("", "--")]
    [InlineData("-z h 80", "--zero -- h 80")]
    [InlineData("h -z 80 -v", "--zero --verbose -- h 80")]
    [InlineData("-zv", "--zero --verbose --")]
    [InlineData("-vvv", "--verbose --verbose --verbose --")]
    [InlineData("-t2", "--time=2 --")]
    [InlineData("-t 2", "--time=2 --")]
    [InlineData("-zt2", "--zero --time=2 --")]
    [InlineData("-zt 2 h", "--zero --time=2 -- h")]
    [InlineData("-tz", "--time=z --")]
    [InlineData("-t=2", "--time==2 --")]
    [InlineData("--time 2", "--time=2 --")]
    [InlineData("--time=2", "--time=2 --")]
    [InlineData("--timeout=2", "--time=2 --")]
    [InlineData("--time=a=b", "--time=a=b --")]
    [InlineData("--time 1 --time 2", "--time=1 --time=2 --")]
    [InlineData("- h", "-- - h")]
    [InlineData("[::1]:80 true @file", "-- [::1]:80 true @file")]
    public void A_command_line_becomes_one_without_ambiguities(string line, string plain) =>
        Assert.Equal(plain, string.Join(' ', Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    [Theory]
    [InlineData("-ERR")]
    [InlineData("-")]
    [InlineData("---")]
    [InlineData("-zv")]
    [InlineData("--zer")]
    [InlineData("--zero=1")]
    [InlineData("--foo")]
    [InlineData("@file")]
    [InlineData("true")]
    [InlineData("[::1]")]
    [InlineData("a b")]
    public void A_value_may_be_anything_but_exactly_an_option(string value)
    {
        Assert.Equal([$"--line={value}", "--"], Read("--line", value));
        Assert.Equal([$"--line={value}", "--"], Read($"--line={value}"));
    }

    [Theory]
    [InlineData("--zero")]
    [InlineData("-z")]
    [InlineData("--timeout")]
    [InlineData("--")]
    public void A_value_that_is_exactly_an_option_must_hang_on_an_equals_sign(string value)
    {
        Assert.Equal($"--line needs a value (TEXT), and {value} is an option; --line={value} would take it", Mistake("--line", value));
        Assert.Equal([$"--line={value}", "--"], Read($"--line={value}"));
    }

    [Fact]
    public void An_empty_value_is_a_value()
    {
        Assert.Equal(["--line", "", "--"], Read("--line="));
        Assert.Equal(["--line", "", "--", "h"], Read("--line", "", "h"));
        Assert.Equal(["--time", "", "--"], Read("-t", ""));
    }

    [Fact]
    public void An_empty_word_stays_a_word() => Assert.Equal(["--zero", "--", "", "80"], Read("", "80", "-z"));

    [Theory]
    [InlineData("--on --off", "--off --")]
    [InlineData("--off --on", "--on --")]
    [InlineData("--on --off --on", "--on --")]
    [InlineData("--on -z --off", "--zero --off --")]
    public void Of_two_options_that_take_each_other_back_the_last_counts(string line, string plain) =>
        Assert.Equal(plain, string.Join(' ', Read(line.Split(' '))));

    [Theory]
    [InlineData("--tim=1", "unknown option --tim; did you mean --time?")]
    [InlineData("--tiem", "unknown option --tiem; did you mean --time?")]
    [InlineData("--verbos", "unknown option --verbos; did you mean --verbose?")]
    [InlineData("--Zero", "unknown option --Zero; did you mean --zero?")]
    [InlineData("--time-out", "unknown option --time-out; did you mean --timeout?")]
    [InlineData("--entirely-else", "unknown option --entirely-else; --help-all lists them")]
    [InlineData("-q", "unknown option -q; --help-all lists them")]
    [InlineData("-zq", "unknown option -q in -zq; --help-all lists them")]
    [InlineData("--zero=", "--zero takes no value")]
    [InlineData("--time", "--time needs a value (D)")]
    [InlineData("-t", "-t needs a value (D)")]
    [InlineData("--", "-- needs a command behind it")]
    public void A_mistake_is_told_with_what_to_write(string arg, string says) => Assert.Equal(says, Mistake("h", arg));

    [Fact]
    public void What_stands_behind_two_hyphens_is_a_command_whatever_it_looks_like()
    {
        ArgumentReader reader = new(Groups);
        Assert.Equal(["--zero"], reader.Read(["h", "-z", "80", "--", "run", "-z", "--bogus", "--", "", "a\uFFFD"]));
        Assert.Equal(["h", "80"], reader.Words);
        Assert.Equal(["run", "-z", "--bogus", "--", "", "a\uFFFD"], reader.Command);
    }

    [Fact]
    public void Without_two_hyphens_there_is_no_command()
    {
        ArgumentReader reader = new(Groups);
        _ = reader.Read(["h", "--line=--", "80"]);
        Assert.Null(reader.Command);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_no_text() => Assert.Equal("the value of --line is not UTF-8", Mistake("--line", "a\uFFFD"));

    private static IReadOnlyList<string> Read(params string[] args)
    {
        ArgumentReader reader = new(Groups);
        return [.. reader.Read(args), "--", .. reader.Words];
    }

    private static string Mistake(params string[] args) => Assert.Throws<UsageException>(() => Read(args)).Message;

    private sealed class SampleOptions : OptionGroup
    {
        public SampleOptions()
            : base("Sample")
        {
            _ = Flag(new("--zero", "a flag") { Aliases = ["-z"] });
            _ = Flag(new("--verbose", "another") { Aliases = ["-v"] });
            _ = Value<string>(new("--time", "with a value") { Aliases = ["-t", "--timeout"], ValueName = "D" }, text => text);
            _ = Value<string>(new("--line", "with a value") { ValueName = "TEXT" }, text => text);
            _ = Flag(new("--on", "a switch") { Overrides = "--off" });
            _ = Flag(new("--off", "its counterpart") { Overrides = "--on" });
        }
    }
}
