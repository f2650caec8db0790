using System.Net;
using System.Net.Sockets;
namespace TcpProbe.Tests.Harness;

[Trait("Category", "Process")]
public sealed class LabTests
{
    [Fact]
    public void Every_case_has_an_address_a_port_and_a_twin_over_IPv6()
    {
        Assert.NotEmpty(Lab.Cases);
        foreach ((string name, LabCase at) in Lab.Cases)
        {
            IPAddress address = IPAddress.Parse(at.Host);
            Assert.Equal(at.Host, address.ToString());
            Assert.Equal(name.EndsWith("-v6", StringComparison.Ordinal) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, address.AddressFamily);
            Assert.True(ushort.TryParse(at.Port, out _));
            Assert.True(name.EndsWith("-v6", StringComparison.Ordinal) || Lab.Cases.ContainsKey($"{name}-v6"));
        }
    }

    [LabFact]
    public void A_lab_comes_up_with_its_own_network_and_names_and_leaves_nothing_behind()
    {
        string id;
        using (Lab lab = Lab.Up(server: null))
        {
            id = lab.Id;
            Assert.Contains("10.87.0.1/24", Run(lab.ClientPrefix, "ip", "-4", "address").Stdout, StringComparison.Ordinal);
            Assert.Contains("fd87::2/64", Run(lab.ServerPrefix, "ip", "-6", "address").Stdout, StringComparison.Ordinal);
            Assert.NotEqual(0, Run(lab.ClientPrefix, "ip", "route", "get", Lab.Cases["no-route"].Host).ExitCode);
            Assert.StartsWith("fd87::3", Run(lab.ClientPrefix, "getent", "ahosts", "half.lab").Stdout, StringComparison.Ordinal);
            Assert.Contains(id, Run([], "ip", "netns").Stdout, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(id, Run([], "ip", "netns").Stdout, StringComparison.Ordinal);
        Assert.False(Directory.Exists($"/etc/netns/tcpprobe-{id}-client"));
    }

    private static ToolResult Run(IReadOnlyList<string> prefix, params string[] command) =>
        Tool.RunProgram(new ToolOptions { Prefix = prefix }, command);
}
