using TcpProbe.Tests.Harness;
using TcpProbe.Values;

namespace TcpProbe.Tests.Values;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("jsn", "json")]
    [InlineData("JSON", "json")]
    [InlineData("promtheus", "prometheus")]
    [InlineData("prom", "prometheus")]
    [InlineData("xml", null)]
    [InlineData("t", null)]
    [InlineData("u", null)]
    [InlineData("", null)]
    public void A_word_that_is_near_or_a_part_of_one_alone_is_the_one_that_was_meant(string word, string? meant) =>
        Assert.Equal(meant is null ? "" : $"; did you mean {meant}?", Spelling.Hint(word, OutputValue.Formats));

    [Fact]
    public void A_number_is_no_slip_of_the_finger() => Assert.Equal("", Spelling.Hint("1.1", ["1.2", "1.3"]));

    [Theory]
    [InlineData("h 1 --conect-timeout 1", "unknown option --conect-timeout; did you mean --connect-timeout?")]
    [InlineData("h 1 -o jsn", "is not one of human, json, csv, nagios, prometheus, junit, tap; did you mean json?")]
    [InlineData("h 1 -o jsn=file", "; did you mean json?")]
    [InlineData("h 1 --starttls smpt", "--starttls smpt is not one of smtp, imap, pop3, ftp, ldap, postgres, mysql, xmpp; did you mean smtp?")]
    [InlineData("h 1 --color alwyas", "is not one of auto, always, never; did you mean always?")]
    [InlineData("h 1 --exit-codes simpel", "; did you mean simple?")]
    [InlineData("h 1 --until dwon", "; did you mean down?")]
    [InlineData("h 1 --close FIN", "is not one of fin, rst; did you mean fin?")]
    [InlineData("h 1 --exchange line,relpy", "each at most once; did you mean reply?")]
    [InlineData("h 1 --exchange defualt", "; did you mean default?")]
    [InlineData("h 1 --require eny", "is not all, any or a number from 1; did you mean any?")]
    [InlineData("h 1 --until down --down-means connect_timedout", "; did you mean connect_timed_out?")]
    [InlineData("listen 0 --mod echo", "unknown option --mod; did you mean --mode?")]
    [InlineData("listen 0 --mode recipie", "; did you mean recipe?")]
    public void A_mistake_of_a_letter_or_two_is_met_with_what_was_meant(string line, string says) =>
        Assert.EndsWith(says, CommandLine.Complaint(line.Split(' ')), StringComparison.Ordinal);

    [Fact]
    public void So_is_one_of_wait_for_it() =>
        CommandLine.AssertIsComplaint(CommandLine.Run("wait-for-it", "--strickt", "h:1"), 1);
}
