using System.Net;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Probing;

/// <summary>Tries the addresses in order until one connects; keeps what came of each.</summary>
/// <param name="options">What the probe is told.</param>
/// <param name="shared">What it shares with other probes.</param>
/// <param name="clock">The clock.</param>
/// <param name="onlooker">Whoever looks on.</param>
/// <param name="start">When the probe began, a timestamp of <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed class ConnectPhase(ClientOptions options, SharedByProbes shared, TimeProvider clock, Onlooker? onlooker, long start)
{
    private readonly List<Attempt> _attempts = new(capacity: 1);
    private readonly SocketConfigurator _configurator = shared.ConfiguratorFor(options);

    /// <summary>The addresses tried so far.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>The time spent in connects, our own set-up not counted; <c>null</c> before the first.</summary>
    public TimeSpan? Elapsed { get; private set; }

    /// <summary>The options of the last socket.</summary>
    public EffectiveTuning? Tuning { get; private set; }

    /// <summary>What the kernel says of itself, if it was asked.</summary>
    public KernelFacts? Kernel { get; private set; }

    /// <summary>The kernel's view of the handshake.</summary>
    public TcpInfo? TcpInfo { get; private set; }

    /// <summary>Which attempt's failure stands for all: that of the one that got furthest, the first among equals.</summary>
    public Failure? Furthest => _attempts.Count == 1 ? _attempts[0].Failure
        : _attempts.Where(attempt => attempt.Failure is not null).MinBy(attempt => Rank(attempt.Failure!.Reason))?.Failure;

    /// <summary>Connects to the first address that lets us.</summary>
    /// <returns><c>null</c> if none does.</returns>
    public Connection? Run(IReadOnlyList<IPAddress> addresses, Deadline deadline)
    {
        foreach (IPAddress address in addresses)
        {
            if (_attempts.Count > 0 && deadline.HasCome) break;
            if (Try(address, deadline) is { } connection) return connection;
        }

        return null;
    }

    private static int Rank(FailureReason reason) => reason switch
    {
        FailureReason.Refused => 0,
        FailureReason.ConnectTimedOut => 1,
        FailureReason.Unreachable => 2,
        _ => 3,
    };

    private Connection? Try(IPAddress address, Deadline deadline)
    {
        Action<SocketCall>? trace = onlooker is { EveryCall: true } ? call => onlooker.Tell(new ProbeEvent.Called(call)) : null;
        Errno error = Connection.Open(address.AddressFamily, clock, trace, shared.Waits, out Connection? connection);
        if (connection is null) return Failed(address, Diagnosis.OfOpen(error), connection);

        long tuningFrom = clock.GetTimestamp();
        OptionFault? fault = _configurator.Apply(connection.Socket, out EffectiveTuning tuning);
        TimeSpan tuned = clock.GetElapsedTime(tuningFrom);
        Tuning = tuning;
        if (options.ReadEverything) Kernel = KernelFacts.Of(connection.Socket, options.Tuning, _configurator.Tunables);
        onlooker?.Tell(new ProbeEvent.Tuned(tuning, Kernel));
        if (fault is not null) return Failed(address, Diagnosis.OfOption(fault, tuned), connection);

        IPEndPoint remote = new(address, options.Target.Port);
        onlooker?.Tell(new ProbeEvent.Connecting(remote, options.ConnectTimeout));
        Deadline limit = Deadline.After(options.ConnectTimeout, TimeLimit.ConnectTimeout, clock).OrEarlier(deadline);
        ConnectResult result = connection.Connect(remote, limit);
        Elapsed = (Elapsed ?? TimeSpan.Zero) + result.Elapsed;
        if (result is ConnectResult.Established established)
        {
            TcpInfo = established.Info;
            Tell(new Attempt(address, null, result.Elapsed));
            return connection;
        }

        IcmpError? icmp = result is ConnectResult.Failed ? connection.Socket.TakeQueuedError() : null;
        int? retries = result is ConnectResult.Failed { Error: Errno.ETIMEDOUT } ? connection.Socket.GetOption(SocketOption.SynRetries) : null;
        Failure failure = Diagnosis.OfConnect(result, icmp, retries);
        if (failure.Limit == TimeLimit.Kernel && options.Tuning.UserTimeout <= result.Elapsed)
            failure = failure with { SynRetries = null, Option = tuning.Of(SocketOption.UserTimeout) };
        return Failed(address, failure, connection);
    }

    private Connection? Failed(IPAddress address, Failure failure, Connection? connection)
    {
        connection?.Dispose();
        Tell(new Attempt(address, failure, failure.Elapsed));
        return null;
    }

    private void Tell(Attempt attempt)
    {
        _attempts.Add(attempt);
        onlooker?.Tell(new ProbeEvent.Attempted(attempt, TcpInfo, clock.GetElapsedTime(start)));
    }
}
