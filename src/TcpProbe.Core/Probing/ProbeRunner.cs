using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Probing;

/// <summary>Runs one probe: a blocking conversation on the calling thread, from the name to the close.</summary>
/// <param name="options">What the probe is told.</param>
/// <param name="clock">The clock of its deadlines and timings.</param>
/// <param name="onlooker">Whoever looks on.</param>
public sealed class ProbeRunner(ClientOptions options, TimeProvider clock, Onlooker? onlooker = null)
{
    /// <summary>What it has in common with other probes.</summary>
    internal ProbeCommons Commons { get; init; } = new(lookUps: null);

    /// <summary>Probes once. What the network does wrong is in the report; it throws for a bug only.</summary>
    public ProbeReport Run() => Run(Deadline.Never);

    /// <summary>Looks the name up and goes no further.</summary>
    /// <param name="end">When it is over at the latest, whatever the options say.</param>
    internal AddressList LookUp(Deadline end)
    {
        long start = clock.GetTimestamp();
        DateTimeOffset startedAt = clock.GetUtcNow();
        Resolution resolution = Resolve(Deadline.After(options.Deadline, TimeLimit.Deadline, clock).OrEarlier(end));
        return resolution is Resolution.Found found
            ? new AddressList([.. found.Addresses.Select(address => options with { Address = new KnownAddress(address, found.Elapsed) })], Failed: null)
            : new AddressList([], Unresolved(resolution, startedAt, start));
    }

    /// <summary>Probes once, and is done when another end comes before that of the options.</summary>
    internal ProbeReport Run(Deadline end)
    {
        long start = clock.GetTimestamp();
        Deadline deadline = Deadline.After(TimeLeft, TimeLimit.Deadline, clock).OrEarlier(end);
        DateTimeOffset startedAt = clock.GetUtcNow();
        Resolution resolution = Resolve(deadline);
        if (resolution is not Resolution.Found found) return Unresolved(resolution, startedAt, start);

        onlooker?.Tell(new ProbeEvent.Resolved(found.Addresses, found.Elapsed));
        ConnectPhase connecting = new(options, Commons, clock, onlooker, start);
        using Connection? connection = connecting.Run(found.Addresses, deadline);
        ProbeReport report = new()
        {
            Options = options,
            StartedAt = startedAt,
            Attempts = connecting.Attempts,
            Tuning = connecting.Tuning,
            Kernel = connecting.Kernel,
            TcpInfo = connecting.TcpInfo,
            Failure = connection is null ? connecting.Furthest : null,
            Timings = new PhaseTimings(Resolve: found.Elapsed, Connect: connecting.Elapsed),
            Elapsed = ElapsedSince(start),
        };
        return connection is null ? report : Converse(report, connection, deadline, start);
    }

    // Of the whole probe's time the resolver has had its share, also where the name was looked up before.
    private TimeSpan? TimeLeft => options.Deadline is { } whole
        ? TimeSpan.FromTicks(Math.Max((whole - (options.Address?.Elapsed ?? TimeSpan.Zero)).Ticks, 1))
        : null;

    private Resolution Resolve(Deadline deadline)
    {
        if (options.Address is { } known) return new Resolution.Found([known.Address], known.Elapsed);
        Deadline limit = Deadline.After(options.ResolveTimeout, TimeLimit.ResolveTimeout, clock).OrEarlier(deadline);
        if (options.Target.Literal is null) Commons.Waits.Begin();
        Resolution resolution = NameResolution.Resolve(options.Target, WantedFamily, limit, clock, Commons.LookUps);
        if (options.Target.Literal is null) Commons.Waits.End();
        return resolution;
    }

    private ProbeReport Unresolved(Resolution resolution, DateTimeOffset startedAt, long start)
    {
        Failure failure = Diagnosis.OfResolution(resolution);
        return new ProbeReport
        {
            Options = options,
            StartedAt = startedAt,
            Failure = failure,
            Timings = new PhaseTimings(Resolve: failure.Elapsed),
            Elapsed = ElapsedSince(start),
        };
    }

    // An unset family follows the source address, which can reach its own family only.
    private AddressFamily WantedFamily =>
        options.Family == AddressFamily.Unspecified && options.Tuning.Source is { } source ? source.AddressFamily : options.Family;

    private ProbeReport Converse(ProbeReport report, Connection connection, Deadline deadline, long start)
    {
        Conversation conversation = new(connection.Stream, options.Exchange, options.Tls?.ServerName ?? options.Target.Host, options.IoTimeout, deadline, clock);
        if (onlooker is not null)
        {
            conversation.Stepped += step => onlooker.Tell(
                new ProbeEvent.StepEnded(step, options.Exchange.Steps[step.Number - 1], conversation.Reply, clock.GetElapsedTime(start)));
        }

        IPEndPoint? local = connection.Local;
        using TlsPhase tls = new(options, clock, onlooker);
        if (!options.Exchange.Steps.Any(step => step is StartTlsStep)) Secure();
        while (tls.Failure is null && !conversation.HasFailed && conversation.Steps.Count < options.Exchange.Steps.Count)
        {
            if (conversation.RunNext() is StartTlsStep && !conversation.HasFailed) Secure();
        }

        if (!conversation.HasFailed) tls.HearVerdict(deadline);
        bool spoken = conversation.Steps.Count > 0;

        // Who has heard something knew that the peer was there; who has only waited must ask.
        bool hasWaited = spoken && options.Exchange.Steps[^1] is PauseStep or HalfCloseStep;
        Errno end = tls.Session is null && conversation.BytesReceived == 0 ? connection.KnownEnd(isAsked: hasWaited) : Errno.None;

        long closing = clock.GetTimestamp();
        if (options.Close == CloseStyle.Finish) tls.SayGoodbye();
        connection.Close(options.Close);
        TimeSpan closed = clock.GetElapsedTime(closing);
        onlooker?.Tell(new ProbeEvent.ConnectionClosed(options.Close, clock.GetElapsedTime(start)));

        return report with
        {
            Failure = tls.Failure ?? Diagnosis.OfConversation(conversation) ?? (end == Errno.None ? null : Diagnosis.OfEnd(end, conversation, report.Attempts[^1])),
            Remote = new IPEndPoint(report.Attempts[^1].Address, options.Target.Port),
            Local = local,
            Tls = tls.Session,
            Steps = conversation.Steps,
            BytesSent = conversation.BytesSent,
            BytesReceived = conversation.BytesReceived,
            Reply = conversation.Reply,
            Timings = report.Timings with { Tls = tls.Elapsed, Exchange = spoken ? conversation.Elapsed : null, Close = closed },
            Elapsed = ElapsedSince(start),
        };

        void Secure()
        {
            if (tls.Run(connection.Stream, deadline) is { } secured) conversation.GoOnOver(secured);
        }
    }

    private TimeSpan ElapsedSince(long start) => clock.GetElapsedTime(start) + (options.Address?.Elapsed ?? TimeSpan.Zero);
}
