using TcpProbe.Completions;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Completions;

public sealed class ZshCompletionTests
{
    [ProgramFact("zsh")]
    public void The_script_is_zsh()
    {
        using LoadedCompletion zsh = new("zsh");
        Assert.Empty(zsh.Run("zsh", "-n", zsh.Script).Stdout);
    }

    [ShellTheory("zsh")]
    [InlineData("tcpprobe li", "tcpprobe listen ")]
    [InlineData("tcpprobe h 1 -t 1 --dead", "tcpprobe h 1 -t 1 --dead")]
    [InlineData("tcpprobe h 1 --send-l x --send-li", "tcpprobe h 1 --send-l x --send-line=")]
    [InlineData("tcpprobe h 1 --send-line x --send-li", "tcpprobe h 1 --send-line x --send-line=")]
    [InlineData("tcpprobe -zo js", "tcpprobe -zo json ")]
    [InlineData("tcpprobe -ojs", "tcpprobe -ojson ")]
    [InlineData("tcpprobe --output=csv=my", @"tcpprobe --output=csv=my\ report.txt ")]
    [InlineData("tcpprobe --ca my", @"tcpprobe --ca my\ report.txt ")]
    [InlineData("tcpprobe --exchange=line,reply,", "tcpprobe --exchange=line,reply,payload,")]
    [InlineData("tcpprobe --exchange line,d", "tcpprobe --exchange line,d")]
    [InlineData("tcpprobe --fail-if p95.con", "tcpprobe --fail-if p95.connect:")]
    [InlineData("tcpprobe -z listen --mo", "tcpprobe -z listen --mo")]
    [InlineData("tcpprobe listen 0 --mode reci", "tcpprobe listen 0 --mode recipe ")]
    [InlineData("tcpprobe db", "tcpprobe db.example ")]
    [InlineData("tcpprobe h:1 db", "tcpprobe h:1 db.example:")]
    [InlineData("tcpprobe help --connect-t", "tcpprobe help --connect-timeout ")]
    [InlineData("tcpprobe wait-for-it db", "tcpprobe wait-for-it db.example:")]
    [InlineData("tcpprobe h 1 -- tcpprobe --color=al", "tcpprobe h 1 -- tcpprobe --color=always ")]
    [InlineData("tcpprobe h 1 -- cat my", @"tcpprobe h 1 -- cat my\ report.txt ")]
    public void A_tab_completes(string typed, string line)
    {
        using LoadedCompletion zsh = new("zsh");
        zsh.AddFile("my report.txt");
        Assert.Equal(line, zsh.Tab(typed, "zstyle ':completion:*' hosts db.example").Line);
    }

    [ShellTheory("zsh")]
    [InlineData("tcpprobe listen 0 --mode reci", "tcpprobe listen 0 --mode recipe ")]
    public void It_is_found_in_a_folder_of_functions(string typed, string line)
    {
        using LoadedCompletion zsh = new("zsh");
        Assert.Equal(line, zsh.TabUnloaded(typed, $"fpath+={zsh.Install("functions/_tcpprobe")}; compinit -D -u").Line);
    }

    [ShellTheory("zsh", "/etc/services")]
    [InlineData("tcpprobe h postgresq", "tcpprobe h postgresql ")]
    [InlineData("tcpprobe h:1 [::1]:postgresq", "tcpprobe h:1 [::1]:postgresql ")]
    [InlineData("tcpprobe h 80,postgresq", "tcpprobe h 80,postgresql ")]
    public void Ports_are_the_services_of_the_machine(string typed, string line)
    {
        using LoadedCompletion zsh = new("zsh");
        Assert.Equal(line, zsh.Tab(typed).Line);
    }

    [ShellTheory("zsh")]
    [MemberData(nameof(Commands))]
    public void The_options_of_each_command_are_those_of_its_table_each_with_its_help(string name)
    {
        using LoadedCompletion zsh = new("zsh");
        CommandShape command = LoadedCompletion.Commands.Single(command => command.Name == name);
        string shown = zsh.Tab(LoadedCompletion.BeforeOptions(command) + " -", "stty cols 400; COLUMNS=400").Shown;
        string[][] rows = [.. shown.Split('\n').Select(line => line.Split(" -- ", 2)).Where(row => row.Length == 2)];
        Assert.Equal(
            command.OptionNames.Order(StringComparer.Ordinal),
            rows.SelectMany(row => row[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(command.Options.Single(option => option.Names.Contains(row[0].Split(' ')[0])).Help, row[1].TrimEnd()));
    }

    public static TheoryData<string> Commands => [.. LoadedCompletion.Commands.Select(command => command.Name)];
}
