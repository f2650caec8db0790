using System.Net;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>Runs of every kind, made by hand, for tests that must hold whatever a run comes to.</summary>
internal static class RunSamples
{
    /// <summary>What a user may call a target, and no format may stumble over.</summary>
    public const string HostileLabel = """a "label", = 'x' | # \ ; <b>&amp; {} ${HOME} 100% ok 1 - 漢字""";

    public static ProbeReport Ok => Reports.Succeeded("data\n"u8.ToArray());

    public static ProbeReport Refused =>
        Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.Refused) { Elapsed = Reports.Milliseconds(0.11), ErrorName = "ECONNREFUSED" }) with
        {
            Elapsed = Reports.Milliseconds(0.25),
        };

    public static ProbeReport OutOfDescriptors =>
        Reports.FailedToConnect(new Failure(Phase.Connect, FailureReason.LocalError) { Elapsed = Reports.Milliseconds(0.02), ErrorName = "EMFILE" }).At("far", 22);

    public static ProbeReport Unknown => Reports.Of("nosuch", 80) with
    {
        Failure = new Failure(Phase.Resolve, FailureReason.NameNotResolved) { Elapsed = Reports.Milliseconds(1.2), ErrorName = "EAI_NONAME" },
        Timings = new PhaseTimings(Resolve: Reports.Milliseconds(1.2)),
        Elapsed = Reports.Milliseconds(1.3),
    };

    /// <summary>TLS, a question, and this answer where PONG was expected.</summary>
    public static ProbeReport Mismatched(byte[] answer)
    {
        ExpectStep expectation = new("expect", new TextExpectation("PONG"u8.ToArray()));
        ProbeReport report = Reports.Succeeded(answer).At("redis", 6380);
        return report with
        {
            Options = report.Options with { Exchange = Probe.Custom(SendStep.Line("PING"), expectation), Tls = new TlsTerms(), Deadline = TimeSpan.FromSeconds(2.5) },
            Failure = new Failure(Phase.Exchange, FailureReason.ReplyMismatch)
            {
                Step = 2,
                StepName = "expect",
                Elapsed = Reports.Milliseconds(0.44),
                Mismatch = new Mismatch("\"PONG\"", Excerpt.Last(answer)),
            },
            Timings = report.Timings with { Resolve = Reports.Milliseconds(0.9), Tls = Reports.Milliseconds(24.1) },
            Tls = new TlsSession { Version = "TLSv1.3", Cipher = "TLS_AES_256_GCM_SHA384", Certificate = SampleCertificate.Good },
        };
    }

    /// <summary>The same with the right answer.</summary>
    public static ProbeReport Matched => Mismatched("+PONG\r\n"u8.ToArray()) with { Failure = null };

    /// <summary>One of the addresses of a name, probed by itself.</summary>
    public static ProbeReport AtAddress(this ProbeReport report, string address) => report with
    {
        Options = report.Options with { Address = new KnownAddress(IPAddress.Parse(address), Reports.Milliseconds(1)) },
    };

    /// <summary>Every kind of run by its name.</summary>
    public static IReadOnlyDictionary<string, Func<ReportWriter, string>> All { get; } = new Dictionary<string, Func<ReportWriter, string>>
    {
        ["ok"] = writer => ToldRun.Of(writer, Ok),
        ["refused"] = writer => ToldRun.Of(writer, Refused),
        ["unknown name"] = writer => ToldRun.Of(writer, Unknown),
        ["nothing measured"] = writer => ToldRun.Of(writer, Reports.Of("nosuch", 1)),
        ["several"] = writer => ToldRun.Of(writer, Ok, Refused.Called(HostileLabel), OutOfDescriptors, Matched, Unknown.At("fe80::1%e'=|\"\\th0", 1)),
        ["all bytes"] = writer => ToldRun.Of(writer, Ok, Mismatched([.. Enumerable.Range(0, 256).Select(value => (byte)value)])),
        ["any"] = writer => ToldRun.Of(writer, ToldRun.Plan(Ok, Refused) with { Requirement = new Requirement(1) }, Ok, Refused),
        ["every address"] = writer => EachAddress(writer, Ok.AtAddress("10.0.0.1"), Refused.At("localhost", 9999).AtAddress("2001:db8::1")),
        ["no address"] = writer => EachAddress(writer, Unknown),
        ["repeated"] = writer => ToldRun.Of(writer, Repeated("p95.connect:30ms", "max.total:0.1ms"), (_, time) => time == 3 ? Refused : Ok),
        ["loss allowed"] = writer => ToldRun.Of(writer, Repeated("loss:0.5", "max.total:0.1ms", "p95.tls:1s"), (_, time) => time == 3 ? Refused : Ok),
        ["all lost"] = writer => ToldRun.Of(writer, Repeated("loss:0.5"), (_, time) => time % 2 == 0 ? Refused : OutOfDescriptors),
        ["twice the same condition"] = writer => ToldRun.Of(writer, Repeated("loss:0.5", "loss:0.5"), Ok),
        ["awaited"] = writer => ToldRun.Of(writer, ToldRun.Plan(Ok) with { Schedule = ToldRun.Awaited }, (_, time) => time < 3 ? Refused : Ok),
        ["awaited in vain"] = writer => ToldRun.Of(writer, ToldRun.Plan(Refused) with { Schedule = ToldRun.Awaited }, Refused),
        ["cut short"] = writer => ToldRun.Of(writer, ToldRun.Plan(Refused) with { Schedule = ToldRun.Awaited }, new Rehearsal((_, _) => Refused) { ProbeTime = TimeSpan.FromSeconds(20) }),
        ["cut short of down"] = writer => ToldRun.Of(
            writer,
            ToldRun.Plan(Refused) with { Schedule = ToldRun.Awaited, Goal = new Goal.Down([FailureReason.ConnectTimedOut]) },
            new Rehearsal((_, _) => Refused) { ProbeTime = TimeSpan.FromSeconds(20) }),
        ["not for long enough"] = writer => ToldRun.Of(writer, ToldRun.Plan(Ok) with { Schedule = ToldRun.Awaited with { Successes = 30 } }, Ok),
        ["closed as wanted"] = writer => ToldRun.Of(writer, ToldRun.Plan(Refused) with { Goal = new Goal.Down([FailureReason.Refused]) }, Refused),
        ["open"] = writer => ToldRun.Of(writer, ToldRun.Plan(Ok) with { Goal = new Goal.Down([FailureReason.Refused]) }, Ok),
        ["one will do"] = writer => ToldRun.Of(
            writer,
            ToldRun.Plan(Ok) with { Schedule = ToldRun.Awaited, Requirement = new Requirement(1) },
            new Rehearsal((_, _) => Ok),
            told: plan => plan with { Targets = [Refused.Options, .. plan.Targets] }),
        ["interrupted"] = writer => ToldRun.Of(writer, ToldRun.Plan(Ok, Refused), new Rehearsal((_, _) => Ok), interruptedAfter: 1),
        ["interrupted among addresses"] = writer => ToldRun.Of(
            writer,
            ToldRun.Plan(Ok, Refused),
            new Rehearsal((_, _) => Ok),
            interruptedAfter: 1,
            told: plan => plan with { EveryAddress = true, Targets = [plan.Targets[0]] }),
    };

    private static RunPlan Repeated(params string[] conditions) =>
        ToldRun.Plan(Ok) with { Schedule = ToldRun.Repeated(10), Conditions = [.. conditions.Select(FailCondition.Parse)] };

    // A rehearsal asks no resolver: the addresses are its targets, and the name is the one that was planned.
    private static string EachAddress(ReportWriter writer, params ProbeReport[] reports) => ToldRun.Of(
        writer,
        ToldRun.Plan(reports),
        new Rehearsal((_, time) => reports[time - 1]),
        told: plan => plan with { EveryAddress = true, Targets = [plan.Targets[0] with { Address = null }] });
}
