using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

[Collection(SharedLab.Name)]
[Trait("Category", "Process")]
public sealed class LocalFaultTests(LabFixture lab)
{
    [LabTheory]
    [InlineData("open", "192.0.2.1")]
    [InlineData("open-v6", "2001:db8::1")]
    public void A_source_address_of_another_machine_is_a_local_fault(string name, string source)
    {
        Answer answer = Answer.OfCase(lab, name, "--source", source);
        answer.AssertFailed(14, "local_error", "EADDRNOTAVAIL", null, $"local_error (EADDRNOTAVAIL, --source {source}) after T");
        Assert.Equal($"  hint: this machine has no address {source}; nothing was sent", answer.Hint);
    }

    [LabFact]
    public void An_interface_that_is_not_there_is_a_local_fault()
    {
        Answer answer = Answer.OfCase(lab, "open", "--interface", "nosuch0");
        answer.AssertFailed(14, "local_error", "ENODEV", null, "local_error (ENODEV, --interface nosuch0) after T");
        Assert.Equal("  hint: this machine has no interface nosuch0; nothing was sent", answer.Hint);
    }

    [LabTheory]
    [InlineData("open")]
    [InlineData("open-v6")]
    public void The_right_interface_connects(string name)
    {
        Answer answer = Answer.OfCase(lab, name, "-z", "--interface", "link0");
        Assert.Equal(0, answer.Human.ExitCode);
        Assert.Equal("link0", answer.Json.GetProperty("socket").GetProperty("interface").GetProperty("effective").GetString());
    }

    [LabFact]
    public void The_wrong_interface_never_connects_there()
    {
        Answer answer = Answer.OfCase(lab, "open", "-z", "--interface", "lo", "--connect-timeout", "0.3");
        answer.AssertFailed(12, "connect_timed_out", null, "connect_timeout", "connect_timed_out (--connect-timeout) after T");
    }

    [LabTheory]
    [InlineData("40000 40001")]
    [InlineData("40010 40011", "--source", "10.87.0.1")] // others: the first two are in TIME_WAIT now
    public void Ports_that_are_all_taken_are_a_local_fault_and_not_a_missing_address(string ports, params string[] args)
    {
        using ClientSysctl range = new(lab, "net.ipv4.ip_local_port_range", ports);
        using RunningTool first = Hold();
        using RunningTool second = Hold();
        Answer answer = Answer.OfCase(lab, "silent", ["-z", .. args]);
        answer.AssertFailed(14, "local_error", "EADDRNOTAVAIL", null, "local_error (EADDRNOTAVAIL) after T");
        Assert.Equal("  hint: this machine has no free port left towards that address", answer.Hint);

        // The same ports still lead elsewhere.
        Assert.Equal(0, Answer.OfCase(lab, "open", ["-z", "--close", "rst", .. args]).Human.ExitCode);
    }

    /// <summary>Holds one connection to the silent service until it is disposed of.</summary>
    private RunningTool Hold()
    {
        (string host, string port) = Lab.Cases["silent"];
        RunningTool holder = RunningTool.Start(lab.Client, host, port, "--io-timeout", "60", "-v");
        while (!holder.ReadErrorLine().Contains("] connected to ", StringComparison.Ordinal))
        {
        }

        return holder;
    }
}
