using TcpProbe.Completions;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Completions;

public sealed class FishCompletionTests
{
    [ProgramFact("fish")]
    public void The_script_is_fish()
    {
        using LoadedCompletion fish = new("fish");
        Assert.Empty(fish.Run("fish", "--no-config", "--no-execute", fish.Script).Stdout);
    }

    [ShellTheory("fish")]
    [InlineData("tcpprobe li", "listen")]
    [InlineData("tcpprobe -z li", "")]
    [InlineData("tcpprobe local", "localhost")]
    [InlineData("tcpprobe h:1 local", "localhost:")]
    [InlineData("tcpprobe help --connect-t", "--connect-timeout")]
    [InlineData("tcpprobe wait-for-it local", "localhost:")]
    [InlineData("tcpprobe h 1 --connect-t", "--connect-timeout")]
    [InlineData("tcpprobe -o js", "json")]
    [InlineData("tcpprobe -zo js", "json")]
    [InlineData("tcpprobe -ojs", "-ojson")]
    [InlineData("tcpprobe -o json=my", "json=my report.txt")]
    [InlineData("tcpprobe --output=csv=my", "--output=csv=my report.txt")]
    [InlineData("tcpprobe --ca=my", "--ca=my report.txt")]
    [InlineData("tcpprobe --connect-timeout my", "")]
    [InlineData("tcpprobe my", "")]
    [InlineData("tcpprobe --exchange line,reply,", "line,reply,payload")]
    [InlineData("tcpprobe --exchange line,def", "")]
    [InlineData("tcpprobe --fail-if p95.con", "p95.connect:")]
    [InlineData("tcpprobe -z listen --mo", "")]
    [InlineData("tcpprobe listen 0 --mode reci", "recipe")]
    [InlineData("tcpprobe h 1 -- tcpprobe --color=al", "--color=always")]
    [InlineData("tcpprobe h 1 -- cat my", "my report.txt")]
    public void A_tab_offers(string typed, string offered)
    {
        using LoadedCompletion fish = new("fish");
        fish.AddFile("my report.txt");
        Assert.Equal(offered, string.Join('|', Offered(fish, typed).Select(row => row[0])));
    }

    [ShellTheory("fish", "/etc/services")]
    [InlineData("tcpprobe h postgresq", "postgresql")]
    [InlineData("tcpprobe -t 2 h postgresq", "postgresql")]
    [InlineData("tcpprobe -zt2 ::1 postgresq", "postgresql")]
    [InlineData("tcpprobe h 80,postgresq", "80,postgresql")]
    [InlineData("tcpprobe [::1]:postgresq", "[::1]:postgresql")]
    public void Ports_are_the_services_of_the_machine(string typed, string offered)
    {
        using LoadedCompletion fish = new("fish");
        Assert.Equal(offered, string.Join('|', Offered(fish, typed).Select(row => row[0])));
    }

    [ShellTheory("fish")]
    [MemberData(nameof(Commands))]
    public void The_options_of_each_command_are_those_of_its_table_each_with_its_help(string name)
    {
        using LoadedCompletion fish = new("fish");
        CommandShape command = LoadedCompletion.Commands.Single(command => command.Name == name);
        string[][] rows = Offered(fish, LoadedCompletion.BeforeOptions(command) + " -");
        Assert.Equal(command.OptionNames.Order(StringComparer.Ordinal), rows.Select(row => row[0]).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(command.Options.Single(option => option.Names.Contains(row[0])).Help, row[1]));
    }

    public static TheoryData<string> Commands => [.. LoadedCompletion.Commands.Select(command => command.Name)];

    private static string[][] Offered(LoadedCompletion fish, string typed) =>
    [
        .. fish.Run("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", fish.Script, typed).Stdout
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')),
    ];
}
