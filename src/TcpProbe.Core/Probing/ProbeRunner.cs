using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Probing;

/// <summary>Runs one probe: a blocking conversation on the calling thread, from the name to the close.</summary>
public sealed class ProbeRunner
{
    private readonly ClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly Onlooker? _onlooker;
    private readonly SharedByProbes _shared;

    /// <param name="options">What the probe is told.</param>
    /// <param name="clock">The clock of its deadlines and timings.</param>
    /// <param name="onlooker">Whoever looks on.</param>
    public ProbeRunner(ClientOptions options, TimeProvider clock, Onlooker? onlooker = null)
        : this(options, clock, onlooker, new SharedByProbes(clock))
    {
    }

    /// <summary>One of several probes.</summary>
    internal ProbeRunner(ClientOptions options, TimeProvider clock, Onlooker? onlooker, SharedByProbes shared)
    {
        _options = options;
        _clock = clock;
        _onlooker = onlooker;
        _shared = shared;
    }

    /// <summary>Probes once. What the network does wrong is in the report; it throws for a bug only.</summary>
    public ProbeReport Run() => Run(Deadline.Never);

    /// <summary>Looks the name up and goes no further.</summary>
    /// <param name="end">When it is over at the latest, whatever the options say.</param>
    internal AddressList LookUp(Deadline end)
    {
        long start = _clock.GetTimestamp();
        DateTimeOffset startedAt = _clock.GetUtcNow();
        Resolution resolution = Resolve(Deadline.After(_options.Deadline, TimeLimit.Deadline, _clock).OrEarlier(end));
        return resolution is Resolution.Found found
            ? new AddressList([.. found.Addresses.Select(address => _options with { Address = new KnownAddress(address, found.Elapsed) })], Failed: null)
            : new AddressList([], Unresolved(resolution, startedAt, start));
    }

    /// <summary>Probes once, and is done when another end comes before that of the options.</summary>
    internal ProbeReport Run(Deadline end)
    {
        long start = _clock.GetTimestamp();
        Deadline deadline = Deadline.After(TimeLeft, TimeLimit.Deadline, _clock).OrEarlier(end);
        DateTimeOffset startedAt = _clock.GetUtcNow();
        Resolution resolution = Resolve(deadline);
        if (resolution is not Resolution.Found found) return Unresolved(resolution, startedAt, start);

        _onlooker?.Tell(new ProbeEvent.Resolved(found.Addresses, found.Elapsed));
        ConnectPhase connecting = new(_options, _shared, _clock, _onlooker, start);
        using Connection? connection = connecting.Run(found.Addresses, deadline);
        ProbeReport report = new()
        {
            Options = _options,
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
    private TimeSpan? TimeLeft => _options.Deadline is { } whole
        ? TimeSpan.FromTicks(Math.Max((whole - (_options.Address?.Elapsed ?? TimeSpan.Zero)).Ticks, 1))
        : null;

    private Resolution Resolve(Deadline deadline)
    {
        if (_options.Address is { } known) return new Resolution.Found([known.Address], known.Elapsed);
        Deadline limit = Deadline.After(_options.ResolveTimeout, TimeLimit.ResolveTimeout, _clock).OrEarlier(deadline);
        Resolution resolution = NameResolution.Resolve(_options.Target, WantedFamily, limit, _clock, _shared.LookUps, _shared.Waits);
        if (resolution is not Resolution.Found found || _options.Choice is not { } choice) return resolution;
        return choice.Of(found.Addresses) is { Count: > 0 } chosen
            ? found with { Addresses = chosen }
            : new Resolution.LocalFault(SystemError.Name(Errno.EACCES), "no address of it may be probed from here", found.Elapsed ?? TimeSpan.Zero);
    }

    private ProbeReport Unresolved(Resolution resolution, DateTimeOffset startedAt, long start)
    {
        Failure failure = Diagnosis.OfResolution(resolution);
        return new ProbeReport
        {
            Options = _options,
            StartedAt = startedAt,
            Failure = failure,
            Timings = new PhaseTimings(Resolve: failure.Elapsed),
            Elapsed = ElapsedSince(start),
        };
    }

    // An unset family follows the source address, which can reach its own family only.
    private AddressFamily WantedFamily =>
        _options.Family == AddressFamily.Unspecified && _options.Tuning.Source is { } source ? source.AddressFamily : _options.Family;

    private ProbeReport Converse(ProbeReport report, Connection connection, Deadline deadline, long start)
    {
        Conversation conversation = new(connection.Stream, _options.Exchange, _options.Tls?.ServerName ?? _options.Target.Host, _options.IoTimeout, deadline, _clock);
        if (_onlooker is not null)
        {
            conversation.Stepped += step => _onlooker.Tell(
                new ProbeEvent.StepEnded(step, _options.Exchange.Steps[step.Number - 1], conversation.Reply, _clock.GetElapsedTime(start)));
        }

        IPEndPoint? local = connection.Local;
        using TlsPhase tls = new(_options, _clock, _onlooker);
        if (!_options.Exchange.Steps.Any(step => step is StartTlsStep)) Secure();
        while (tls.Failure is null && !conversation.HasFailed && conversation.Steps.Count < _options.Exchange.Steps.Count)
        {
            if (conversation.RunNext() is StartTlsStep && !conversation.HasFailed) Secure();
        }

        bool spoken = conversation.Steps.Count > 0;

        // Who has heard something knew that the peer was there; who has only waited must ask.
        bool hasWaited = spoken && _options.Exchange.Steps[^1] is PauseStep or HalfCloseStep;
        if (!conversation.HasFailed) tls.HearVerdict(deadline, isFirst: _options.Exchange.Steps is [] or [.., StartTlsStep], hasWaited);
        Errno end = tls.Session is null && conversation.BytesReceived == 0 ? connection.KnownEnd(isAsked: hasWaited) : Errno.None;

        long closing = _clock.GetTimestamp();
        if (_options.Close == CloseStyle.Finish) tls.SayGoodbye();
        connection.Close(_options.Close);
        TimeSpan closed = _clock.GetElapsedTime(closing);
        _onlooker?.Tell(new ProbeEvent.ConnectionClosed(_options.Close, _clock.GetElapsedTime(start)));

        return report with
        {
            Failure = tls.Failure ?? Diagnosis.OfConversation(conversation) ?? (end == Errno.None ? null : Diagnosis.OfEnd(end, conversation, report.Attempts[^1])),
            Remote = new IPEndPoint(report.Attempts[^1].Address, _options.Target.Port),
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

    private TimeSpan ElapsedSince(long start) => _clock.GetElapsedTime(start) + (_options.Address?.Elapsed ?? TimeSpan.Zero);
}
