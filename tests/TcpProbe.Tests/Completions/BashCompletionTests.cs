using TcpProbe.Completions;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Completions;

public sealed class BashCompletionTests
{
    [ProgramFact("bash")]
    public void The_script_is_bash()
    {
        using LoadedCompletion bash = new("bash");
        Assert.Empty(bash.Run("bash", "-n", bash.Script).Stdout);
    }

    [ProgramFact("shellcheck")]
    public void Shellcheck_has_nothing_to_say()
    {
        using LoadedCompletion bash = new("bash");
        Assert.Empty(bash.Run("shellcheck", bash.Script).Stdout);
    }

    [ShellTheory("bash")]
    [InlineData("tcpprobe li", "tcpprobe listen ")]
    [InlineData("tcpprobe -z li", "tcpprobe -z li")]
    [InlineData("tcpprobe --connect-t", "tcpprobe --connect-timeout ")]
    [InlineData("tcpprobe h 1 --connect-t", "tcpprobe h 1 --connect-timeout ")]
    [InlineData("tcpprobe -o js", "tcpprobe -o json ")]
    [InlineData("tcpprobe -zo js", "tcpprobe -zo json ")]
    [InlineData("tcpprobe -ojs", "tcpprobe -ojson ")]
    [InlineData("tcpprobe --output=js", "tcpprobe --output=json ")]
    [InlineData("tcpprobe -o json=my", @"tcpprobe -o json=my\ report.txt ")]
    [InlineData("tcpprobe --output=csv=my", @"tcpprobe --output=csv=my\ report.txt ")]
    [InlineData("tcpprobe --ca my", @"tcpprobe --ca my\ report.txt ")]
    [InlineData("tcpprobe --ca=my", @"tcpprobe --ca=my\ report.txt ")]
    [InlineData("tcpprobe --color=al", "tcpprobe --color=always ")]
    [InlineData("tcpprobe --color=\"al", "tcpprobe --color=\"always\" ")]
    [InlineData("tcpprobe --color 'al", "tcpprobe --color 'always' ")]
    [InlineData("tcpprobe --exchange re", "tcpprobe --exchange reply")]
    [InlineData("tcpprobe --exchange=line,reply,", "tcpprobe --exchange=line,reply,payload")]
    [InlineData("tcpprobe --exchange line,d", "tcpprobe --exchange line,d")]
    [InlineData("tcpprobe --fail-if p95.con", "tcpprobe --fail-if p95.connect:")]
    [InlineData("tcpprobe --starttls sm", "tcpprobe --starttls smtp ")]
    [InlineData("tcpprobe --expect -ERR --connect-t", "tcpprobe --expect -ERR --connect-timeout ")]
    [InlineData("tcpprobe --line --connect-t", "tcpprobe --line --connect-t")]
    [InlineData("tcpprobe --line --tls --connect-t", "tcpprobe --line --tls --connect-timeout ")]
    [InlineData("echo a; FOO=1 tcpprobe --color=al", "echo a; FOO=1 tcpprobe --color=always ")]
    [InlineData(@"tcpprobe h 1 --line ""a b"" --send a\ b --color=al", @"tcpprobe h 1 --line ""a b"" --send a\ b --color=always ")]
    [InlineData("tcpprobe h 1 --fail-if 'max.total >= 1s' --line ü --color=al", "tcpprobe h 1 --fail-if 'max.total >= 1s' --line ü --color=always ")]
    [InlineData("tcpprobe my", "tcpprobe my")]
    [InlineData("tcpprobe --connect-timeout my", "tcpprobe --connect-timeout my")]
    [InlineData("tcpprobe -t2h my", "tcpprobe -t2h my")]
    [InlineData("tcpprobe listen 0 --mode reci", "tcpprobe listen 0 --mode recipe ")]
    [InlineData("tcpprobe listen 0 --connect-t", "tcpprobe listen 0 --connect-t")]
    [InlineData("tcpprobe listen 0 -- my", "tcpprobe listen 0 -- my")]
    [InlineData("tcpprobe help --connect-t", "tcpprobe help --connect-timeout ")]
    [InlineData("tcpprobe wait-for-it h:1 --stri", "tcpprobe wait-for-it h:1 --strict ")]
    [InlineData("tcpprobe h 1 -- tcpprobe-completion-t", "tcpprobe h 1 -- tcpprobe-completion-try ")]
    [InlineData("tcpprobe h 1 -- cat my", @"tcpprobe h 1 -- cat my\ report.txt ")]
    [InlineData("tcpprobe h:1 -- cat --connect-t", "tcpprobe h:1 -- cat --connect-t")]
    public void A_tab_completes(string typed, string line)
    {
        using LoadedCompletion bash = new("bash");
        bash.AddFile("my report.txt");
        Assert.Equal(line, bash.Tab(typed, "tcpprobe-completion-try() { :; }").Line);
    }

    [ShellTheory("bash")]
    [InlineData("tcpprobe db", "tcpprobe db.example ")]
    [InlineData("tcpprobe -H db", "tcpprobe -H db.example ")]
    [InlineData("tcpprobe h:1 db", "tcpprobe h:1 db.example:")]
    [InlineData("tcpprobe wait-for-it -t 3 db", "tcpprobe wait-for-it -t 3 db.example:")]
    public void Hosts_are_those_of_the_shell(string typed, string line)
    {
        using LoadedCompletion bash = new("bash");
        bash.AddFile("hosts");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(bash.Script)!, "hosts"), "192.0.2.1 db.example\n");
        Assert.Equal(line, bash.Tab(typed, "HOSTFILE=$PWD/hosts").Line);
    }

    [ShellTheory("bash", "/etc/services")]
    [InlineData("tcpprobe h postgresq", "tcpprobe h postgresql ")]
    [InlineData("tcpprobe ::1 postgresq", "tcpprobe ::1 postgresql ")]
    [InlineData("tcpprobe -z h 80,postgresq", "tcpprobe -z h 80,postgresql ")]
    [InlineData("tcpprobe h:postgresq", "tcpprobe h:postgresql ")]
    [InlineData("tcpprobe [::1]:postgresq", "tcpprobe [::1]:postgresql ")]
    [InlineData("tcpprobe h:1 x:postgresq", "tcpprobe h:1 x:postgresql ")]
    [InlineData("tcpprobe -H h -p postgresq", "tcpprobe -H h -p postgresql ")]
    public void Ports_are_the_services_of_the_machine(string typed, string line)
    {
        using LoadedCompletion bash = new("bash");
        Assert.Equal(line, bash.Tab(typed).Line);
    }

    [ShellTheory("bash", "/usr/share/bash-completion/bash_completion")]
    [InlineData("tcpprobe h:1 -- tcpprobe --color=al", "tcpprobe h:1 -- tcpprobe --color=always ")]
    [InlineData("tcpprobe h 1 --wait 3 -- tcpprobe listen --rea", "tcpprobe h 1 --wait 3 -- tcpprobe listen --ready-file ")]
    public void Behind_two_hyphens_the_command_completes_as_if_it_stood_alone(string typed, string line)
    {
        using LoadedCompletion bash = new("bash");
        Assert.Equal(line, bash.Tab(typed, "source /usr/share/bash-completion/bash_completion").Line);
    }

    [ShellTheory("bash", "/usr/share/bash-completion/bash_completion")]
    [InlineData("tcpprobe --color=al", "tcpprobe --color=always ")]
    [InlineData("sudo tcpprobe --color=al", "sudo tcpprobe --color=always ")]
    public void It_is_found_in_the_folder_of_the_user(string typed, string line)
    {
        using LoadedCompletion bash = new("bash");
        string folder = bash.Install("bash-completion/completions/tcpprobe");
        Assert.Equal(line, bash.TabUnloaded(typed, $"XDG_DATA_HOME={folder}/../..; source /usr/share/bash-completion/bash_completion").Line);
    }

    [ShellTheory("bash")]
    [InlineData(@"COMP_WORDBREAKS=$' \t\n'")]
    [InlineData("COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=]}")]
    [InlineData("IFS=:o; set -u")]
    [InlineData("set -euo pipefail")]
    [InlineData("unset COMP_WORDBREAKS; set -u")]
    public void A_setting_of_the_user_changes_nothing(string setting)
    {
        using LoadedCompletion bash = new("bash");
        bash.AddFile("my report.txt");
        Assert.Equal("tcpprobe --color=always ", bash.Tab("tcpprobe --color=al", setting).Line);
        Assert.Equal(@"tcpprobe -o json=my\ report.txt ", bash.Tab("tcpprobe -o json=my", setting).Line);
        Assert.Equal("tcpprobe --connect-timeout ", bash.Tab("tcpprobe --connect-t", setting).Line);
    }

    [ShellTheory("bash")]
    [MemberData(nameof(Commands))]
    public void The_options_of_each_command_are_those_of_its_table(string name)
    {
        using LoadedCompletion bash = new("bash");
        CommandShape command = LoadedCompletion.Commands.Single(command => command.Name == name);
        string shown = bash.Tab(LoadedCompletion.BeforeOptions(command) + " -").Shown;
        Assert.Equal(command.OptionNames.Order(StringComparer.Ordinal), shown.Split('\n').Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Commands => [.. LoadedCompletion.Commands.Select(command => command.Name)];
}
