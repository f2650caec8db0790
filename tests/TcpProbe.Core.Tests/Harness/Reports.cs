using System.Buffers;
using System.Net;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Reporting.Json;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Harness;

/// <summary>Reports made by hand, and what a format makes of them.</summary>
internal static class Reports
{
    private static readonly IPAddress s_database = IPAddress.Parse("10.0.0.7");

    /// <summary>Of a target, nothing having happened yet.</summary>
    public static ProbeReport Of(string host, int port) => new()
    {
        Options = new ClientOptions { Target = new Target(host, port, Literal: null), Exchange = Exchange.Default },
        StartedAt = new DateTimeOffset(2026, 11, 22, 18, 30, 0, TimeSpan.Zero),
    };

    /// <summary>Connected to 127.0.0.1 within 0.21 ms, replied to within 0.48 ms.</summary>
    public static ProbeReport Succeeded(byte[] reply) => Of("localhost", 9999) with
    {
        Attempts = [new Attempt(IPAddress.Loopback, null, Milliseconds(0.21))],
        Remote = new IPEndPoint(IPAddress.Loopback, 9999),
        Local = new IPEndPoint(IPAddress.Loopback, 40000),
        Timings = new PhaseTimings(Connect: Milliseconds(0.21), Exchange: Milliseconds(0.48), Close: Milliseconds(0.03)),
        Elapsed = Milliseconds(1.5),
        TcpInfo = new TcpInfo(TcpState.Established, TimeSpan.FromMicroseconds(25), TimeSpan.FromMicroseconds(12), 0, 0, 32741),
        Steps =
        [
            new StepResult(1, "line", StepEnd.Done, Milliseconds(0.02), 5, 0),
            new StepResult(2, "payload", StepEnd.Done, Milliseconds(0.01), 22, 0),
            new StepResult(3, "reply", StepEnd.Done, Milliseconds(0.45), 0, reply.Length),
        ],
        BytesSent = 27,
        BytesReceived = reply.Length,
        Reply = new Reply(reply.Length, reply.AsMemory(0, Math.Min(reply.Length, Reply.KeptBytes))),
    };

    /// <summary>A report whose one attempt failed so.</summary>
    public static ProbeReport FailedToConnect(Failure failure) => Of("db", 5432) with
    {
        Failure = failure,
        Attempts = [new Attempt(s_database, failure, failure.Elapsed)],
        Timings = new PhaseTimings(Connect: failure.Elapsed),
    };

    public static TimeSpan Milliseconds(double number) => TimeSpan.FromMicroseconds(number * 1000);

    /// <summary>The line or lines for a person.</summary>
    public static string Human(ProbeReport report, bool colour = false) => Written(new HumanReport(new HumanStyle(colour)), report);

    /// <summary>The line of JSON.</summary>
    public static string Json(ProbeReport report) => Written(new JsonReport(probe => probe.IsOk ? 0 : 11, _ => 0), report);

    private static string Written(ReportWriter writer, ProbeReport report)
    {
        ArrayBufferWriter<byte> output = new();
        writer.Write(new JudgedReport(report, Sequence: 1, new Goal.Up()), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
