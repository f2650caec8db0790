using System.Text.RegularExpressions;
using TcpProbe.Commands;
using TcpProbe.Help;
using TcpProbe.Tests.EndToEnd;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Docs;

public sealed partial class ExampleTests
{
    public static TheoryData<string> Commands => [.. HelpExample.All().Select(example => example.Command)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_example_is_a_command_line_without_a_mistake(string command)
    {
        using TemporaryFolder folder = new();
        string authority = folder.File("ca.pem", TestCertificate.Root("root").Pem);
        string[] words = [.. Words(command).Select(word => word == "ca.pem" ? authority : word)];
        Assert.Equal("tcpprobe", words[0]);
        if (words[1] == "listen") _ = CommandParser.Parse("listen", new ListenCommand().Groups, words[2..]);
        else Assert.NotEmpty(CommandLine.Plan([.. words[1..].TakeWhile(word => word != "--")]).Targets);
    }

    [Fact]
    public void An_example_belongs_to_a_topic() =>
        Assert.All(HelpExample.All(), example => Assert.Contains(example.Topic, HelpTopics.All(new ProbeCommand().Groups).Select(topic => topic.Name)));

    [Theory]
    [InlineData(9999, "data\n")]
    [InlineData(6379, "+PONG\r\n")]
    [InlineData(9995, "")]
    [InlineData(5432, null)]
    public void An_example_prints_what_it_says(int port, string? answer)
    {
        using RefusedPort refused = new();
        using ScriptedPeer peer = new(
            socket =>
            {
                if (answer!.Length == 0) return;
                _ = Peers.Receive(socket, port == 9999 ? Peers.DefaultExchange.Length : 6);
                _ = socket.Send([.. answer.Select(letter => (byte)letter)]);
                _ = Peers.ReceiveAll(socket);
            },
            int.MaxValue);
        string real = $"{(answer is null ? refused.Port : peer.Port)}", shown = $"{port}";
        HelpExample[] examples =
            [.. HelpExample.All().Where(example => example.Prints is not null && example.Command.StartsWith($"tcpprobe localhost {shown} ", StringComparison.Ordinal) && !example.Command.Contains("--recv-buffer", StringComparison.Ordinal))];
        Assert.NotEmpty(examples);
        foreach (HelpExample example in examples)
        {
            string[] words = [.. Words(example.Command)[1..].Select(word => word == shown ? real : word == "localhost" ? "127.0.0.1" : word)];
            string printed = CommandLine.Run(words).Stdout.Replace(real, shown, StringComparison.Ordinal).Replace($"127.0.0.1:{shown} ", $"localhost:{shown} ", StringComparison.Ordinal);
            Assert.Equal(Blurred.Times(example.Prints! + "\n"), Blurred.Times(printed));
        }
    }

    [Fact]
    public void A_long_line_is_folded_and_loses_nothing()
    {
        string[] command = [.. FoldedLine.Of("$ tcpprobe listen 9999 --mode silent --connections 1", 30)], report = [.. FoldedLine.Of("localhost:9999 ok: connected to 127.0.0.1, nothing sent (-z)", 50)];
        Assert.Equal([@"$ tcpprobe listen 9999 \", @"    --mode silent \", "    --connections 1"], command);
        Assert.Equal(["localhost:9999 ok: connected to 127.0.0.1,", "    nothing sent (-z)"], report);
        Assert.Equal(["short"], FoldedLine.Of("short", 5));
        Assert.Equal(["unbreakable"], FoldedLine.Of("unbreakable", 5));
    }

    private static string[] Words(string command) => [.. Word().Matches(command).Select(found => found.Value.Trim('\''))];

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
