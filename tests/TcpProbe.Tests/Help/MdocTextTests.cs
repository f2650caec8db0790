using System.Text.RegularExpressions;
using TcpProbe.Help;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Help;

public sealed partial class MdocTextTests
{
    [Theory]
    [InlineData("a-b", @"a\-b")]
    [InlineData(@"\r\n", @"\er\en")]
    [InlineData("'a' \"b\" `c`", @"\(aqa\(aq \(dqb\(dq \(gac\(ga")]
    [InlineData("2.5~0.01 ^", @"2.5\(ti0.01 \(ha")]
    [InlineData("V V …", "V V ...")]
    public void A_letter_that_would_be_another_one_is_in_the_notation_of_roff(string text, string source) => Assert.Equal(source, MdocText.Escaped(text));

    [Theory]
    [InlineData("TEXT", "TEXT")]
    [InlineData("Ar", @"\&Ar")]
    [InlineData("a .", @"\&a \&.")]
    [InlineData("FORMAT V", @"FORMAT \&V")]
    public void An_argument_is_no_macro_and_no_delimiter(string text, string source) => Assert.Equal(source, MdocText.Argument(text));

    [Theory]
    [InlineData("--wait", @".Fl \-wait")]
    [InlineData("-z,", @".Fl \&z ,")]
    [InlineData("(--tls)", @".Fl ( \-tls )")]
    [InlineData("(tcp(7)).", null)]
    [InlineData("tcp(7),", ".Xr tcp 7 ,")]
    [InlineData("tcpprobe-listen(1)", ".Xr tcpprobe-listen 1")]
    [InlineData("tcpprobe", ".Nm tcpprobe")]
    [InlineData("--", null)]
    [InlineData("-", null)]
    [InlineData("throw-away", null)]
    [InlineData("(FIN)", null)]
    [InlineData("", null)]
    public void A_word_that_there_is_a_macro_for_gets_it(string word, string? source) => Assert.Equal(source, MdocWord.Of(word));

    [Theory]
    [InlineData("HOST PORT [options]", "Ar HOST Ar PORT Op Ar options")]
    [InlineData("… -- COMMAND ARGS", @"Ar \&... Fl \- Ar COMMAND Ar ARGS")]
    [InlineData("listen [ADDRESS:]PORT", "Cm listen Ar [ADDRESS:]PORT")]
    [InlineData("help [TOPIC]", "Cm help Op Ar TOPIC")]
    public void The_form_of_a_command_line_is_a_line_of_macros(string form, string source) => Assert.Equal(source, Synopsis.Of(form));

    [ProgramTheory("mandoc")]
    [InlineData(".Sh is no macro here")]
    [InlineData("'br neither, and \"quotes\" 'of' `each` kind")]
    [InlineData(@"a \fBbackslash\fP \e \& \(aq \\ \0 stays")]
    [InlineData("Fl Ar No Xr Ns . , ( | ) are words")]
    [InlineData("an option -z, another (--wait): --tls; and --deadline.")]
    [InlineData("^ ~ $ { } < > % # @ & * = + _ / ;")]
    [InlineData("a line that is so long that it has to be broken where a word with a dot at its start is next .Sh for instance, or '.Sh'")]
    [InlineData("- and -- by themselves, ... three dots")]
    public void A_text_is_shown_as_it_is(string text)
    {
        MdocText page = ManPage.Begin("HOSTILE", "hostile", text, "1.0");
        page.Prose("DESCRIPTION", text);
        page.Table("TABLE", introduction: null, [new HelpEntry(text, "x"), new HelpEntry("Ar", text)], "Sy");
        page.Macro("Sh", "EXAMPLES");
        page.Display([text]);
        using TemporaryFolder folder = new();
        ToolResult shown = Tool.RunProgram(new ToolOptions(), "mandoc", "-T", "utf8", "-O", "width=300", folder.File("hostile.1", page.ToString()));

        string plain = Blanks().Replace(Overstruck().Replace(shown.Stdout, ""), " ").Replace('’', '\'');
        string closed = MdocText.Closed(text);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains($"DESCRIPTION {text} TABLE {text} x Ar {closed} EXAMPLES {text} ", plain.Replace("X.", "x", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [GeneratedRegex(".\b")]
    private static partial Regex Overstruck();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
