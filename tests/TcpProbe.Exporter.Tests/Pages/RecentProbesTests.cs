using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Pages;
using TcpProbe.Exporter.Probing;

namespace TcpProbe.Exporter.Tests.Pages;

public sealed class RecentProbesTests
{
    [Fact]
    public void The_latest_are_kept_and_failures_for_longer()
    {
        RecentProbes recent = new(most: 2);
        foreach (bool isOk in (bool[])[false, true, false, true, true, true]) recent.Add(Answer(isOk));
        Assert.Equal([6, 5, 3, 1], recent.Latest().Select(probe => probe.Number));
        Assert.Null(recent.Find(4));
        Assert.False(recent.Find(3)!.Answer.Probe.IsOk);
    }

    [Fact]
    public void The_oldest_failure_goes_as_well()
    {
        RecentProbes recent = new(most: 2);
        for (int i = 0; i < 5; i++) recent.Add(Answer(isOk: false));
        Assert.Equal([5, 4], recent.Latest().Select(probe => probe.Number));
    }

    private static ProbeAnswer Answer(bool isOk)
    {
        Target target = new("db", 5432, Literal: null);
        ProbeReport report = new()
        {
            Options = new ClientOptions { Target = target, Exchange = Exchange.None },
            StartedAt = DateTimeOffset.UnixEpoch,
            Failure = isOk ? null : new Failure(Phase.Connect, FailureReason.Refused),
        };
        return new ProbeAnswer(new ProbeRequest(new Module("m"), target, TimeSpan.FromSeconds(1)), new JudgedReport(report, 1, new Goal.Up()), default);
    }
}
