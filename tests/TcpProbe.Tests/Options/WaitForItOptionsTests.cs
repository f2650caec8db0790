using TcpProbe.Commands;
using TcpProbe.Endings;
using TcpProbe.Options;

namespace TcpProbe.Tests.Options;

public sealed class WaitForItOptionsTests
{
    [Theory]
    [InlineData("db:5432", "--wait 15 -z db:5432")]
    [InlineData("db:5432 -t 30", "--wait 30 -z db:5432")]
    [InlineData("-t 30 db:5432", "--wait 30 -z db:5432")]
    [InlineData("db:5432 -t30", "--wait 30 -z db:5432")]
    [InlineData("db:5432 --timeout=30", "--wait 30 -z db:5432")]
    [InlineData("db:5432 --timeout 30", "--wait 30 -z db:5432")]
    [InlineData("db:5432 -t 1.5", "--wait 1.5 -z db:5432")]
    [InlineData("db:5432 -t 0", "--wait none -z db:5432")]
    [InlineData("db:5432 -t 0.0", "--wait none -z db:5432")]
    [InlineData("db:5432 -t 1 -t 2", "--wait 2 -z db:5432")]
    [InlineData("db:5432 -q", "--wait 15 -z -q db:5432")]
    [InlineData("db:5432 --quiet --timeout=1", "--wait 1 -z -q db:5432")]
    [InlineData("-h db -p 5432", "--wait 15 -z db:5432")]
    [InlineData("--host=db --port=5432", "--wait 15 -z db:5432")]
    [InlineData("--host db --port 5432", "--wait 15 -z db:5432")]
    [InlineData("-h ::1 -p 80", "--wait 15 -z [::1]:80")]
    [InlineData("-h [::1] -p 80", "--wait 15 -z [::1]:80")]
    [InlineData("-h a -p 1 -h b -p 2", "--wait 15 -z b:2")]
    [InlineData("[::1]:80 a:1 tcp://b:2", "--wait 15 -z [::1]:80 a:1 tcp://b:2")]
    [InlineData("b:2 -h a -p 1", "--wait 15 -z a:1 b:2")]
    public void Its_words_become_those_of_the_native_command(string line, string native)
    {
        WaitForItPlan plan = Read(line.Split(' '));
        Assert.Equal(native, string.Join(' ', plan.Native));
        Assert.False(plan.IsStrict);
    }

    [Theory]
    [InlineData("db:5432 -s")]
    [InlineData("--strict db:5432")]
    [InlineData("-qs db:5432 -- cmd -q")]
    public void Strict_is_what_keeps_the_command_from_running(string line) => Assert.True(Read(line.Split(' ')).IsStrict);

    [Theory]
    [InlineData("", "no target; write HOST:PORT or -h HOST -p PORT")]
    [InlineData("-s", "no target; write HOST:PORT or -h HOST -p PORT")]
    [InlineData("-- cmd a:1", "no target; write HOST:PORT or -h HOST -p PORT")]
    [InlineData("-h db", "-h names a host without a port; write -h HOST -p PORT")]
    [InlineData("--port=1 db:5432", "-p names a port without a host; write -h HOST -p PORT")]
    [InlineData("db 5432", "db is no target; write HOST:PORT or -h HOST -p PORT")]
    [InlineData("db:5432 x", "x is no target; write HOST:PORT or -h HOST -p PORT")]
    [InlineData("-h -x -p 1", "-x:1 is no target; a host does not begin with a hyphen")]
    [InlineData("db:5432 -t", "-t needs a value (SECONDS)")]
    [InlineData("-h -p 1", "-h needs a value (HOST), and -p is an option; --host=-p would take it")]
    [InlineData("db:5432 -t x", "--timeout x is not a time to wait (15, 1.5, 2m; 0 waits for ever)")]
    [InlineData("db:5432 -t -1", "--timeout -1 is not a time to wait (15, 1.5, 2m; 0 waits for ever)")]
    [InlineData("db:5432 -t none", "--timeout none is not a time to wait (15, 1.5, 2m; 0 waits for ever)")]
    [InlineData("db:5432 --tiemout=1", "unknown option --tiemout; did you mean --timeout?")]
    [InlineData("db:5432 -z", "unknown option -z; --help-all lists them")]
    [InlineData("db:5432 --", "-- needs a command behind it")]
    public void A_mistake_is_told_with_what_to_write(string line, string says) =>
        Assert.Equal(says, Assert.Throws<UsageException>(() => Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Message);

    [Theory]
    [InlineData("--help", true)]
    [InlineData("--bogus --help", true)]
    [InlineData("-h --port", false)]
    [InlineData("a:1 -- cmd --help", false)]
    public void Help_is_asked_for_before_the_command_only(string line, bool isAsked) => Assert.Equal(isAsked, WaitForItOptions.AskedIn(line.Split(' ')) == HelpRequest.Everything);

    private static WaitForItPlan Read(params string[] args)
    {
        WaitForItOptions options = new();
        ParsedLine line = CommandParser.Parse("wait-for-it", [options], args);
        return options.Bind(line.Options, line.Words);
    }
}
