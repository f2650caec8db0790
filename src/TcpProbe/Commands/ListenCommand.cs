using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Responding;
using TcpProbe.Core.Tls;
using TcpProbe.Endings;
using TcpProbe.Help;
using TcpProbe.Options;
using TcpProbe.Terminal;
using TcpProbe.Values;

namespace TcpProbe.Commands;

/// <summary><c>tcpprobe listen</c>: the loopback peer, until a signal ends it.</summary>
internal sealed class ListenCommand
{
    /// <summary>The words behind the name of the program.</summary>
    internal const string Form = "listen [ADDRESS:]PORT [options]";

    private const string About = """
        A peer to probe, on 127.0.0.1 unless told otherwise; port 0 takes any free one.
        It prints where it listens, then a line for each thing that happens.
        """;

    private readonly ListenOptions _options = new();
    private readonly AnswerOptions _answer = new();
    private readonly ListenExpectOptions _expect = new();
    private readonly ListenTlsOptions _tls = new();
    private readonly HelpOptions _help = new(isShort: true, GeneratedText.WordsOfListen);

    /// <summary>All options, group by group, as the help shows them.</summary>
    internal IReadOnlyList<OptionGroup> Groups => [_options, _answer, _expect, _tls, _help];

    /// <summary>Parses, listens, waits for the signal and dies of it, or for the last connection.</summary>
    public int Run(IReadOnlyList<string> args, Streams streams, TimeProvider clock)
    {
        if (HelpCommand.Answer(_help.AskedIn(args), _ => Help(), streams)) return ExitCode.Success;
        (ParseResult parsed, IReadOnlyList<string> words) = CommandParser.Parse("listen", Groups, args).WithoutCommand("listen");
        if (HelpCommand.Answer(_help.AskedIn(parsed), _ => Help(), streams)) return ExitCode.Success;
        if (_help.TextAskedIn(parsed, words, hasCommand: false) is not null)
        {
            streams.Print(ManualPages.OfListen());
            return ExitCode.Success;
        }

        if (words is not [var word]) throw new UsageException(words.Count == 0 ? "listen needs a port; write listen PORT or listen ADDRESS:PORT" : "listen takes one address");
        IPEndPoint endPoint = Address(word);
        ListenPlan plan = _options.Bind(parsed);
        ResponderTerms terms = _expect.Bind(parsed, _answer.Bind(parsed, plan.Terms));
        (ResponderIdentity? identity, string? authorityFile) = _tls.Bind(parsed, clock);
        plan = plan with { Terms = terms with { Identity = identity } };
        if (!TlsSupport.IsLeftOut && authorityFile is not null) WholeFile.Write("--ca-out", authorityFile, identity!.CertificatePem);
        return Serve(endPoint, plan, streams, clock);
    }

    /// <summary>Its help; all options are everyday ones.</summary>
    public string Help() => HelpText.Of($"tcpprobe {Form}", $"{About}\n\n{Modes()}", Groups);

    private static int Serve(IPEndPoint endPoint, ListenPlan plan, Streams streams, TimeProvider clock)
    {
        using ResponderLog log = new(streams, plan.Quiet);
        using ReadyFile? ready = plan.ReadyFile is { } path ? new ReadyFile(path) : null;
        using Responder responder = Start(endPoint, plan, log, clock);

        // Said before signals are waited for: a reader that blocks this line must not keep the process from being ended.
        log.Listening(responder.EndPoint);
        using SignalWait stop = new();
        log.OnFailure(stop.Fail);

        // Once a signal takes it away again.
        ready?.Say(responder.EndPoint);
        responder.WhenServed(stop.Finish);
        int? signal = stop.Wait();
        responder.Dispose();
        ready?.Dispose();
        if (signal is { } number) return Signals.End(number);
        if (responder.Refused == 0) return ExitCode.Success;
        streams.Complain($"{responder.Refused} of {Amounts.Count(plan.Terms.Connections ?? 0, "connection")} did not send what was expected");
        return ExitCode.Failure;
    }

    private static string Modes() => string.Join('\n', ListenMode.All.Select(mode => $"  {mode.Name,-14}{mode.Help}"));

    private static IPEndPoint Address(string word)
    {
        try
        {
            return ListenAddress.Parse(word);
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{Shown.Word(word)} {wrong.Message}");
        }
    }

    private static Responder Start(IPEndPoint endPoint, ListenPlan plan, ResponderLog log, TimeProvider clock)
    {
        try
        {
            return Responder.Start(endPoint, plan.Behaviour, log.Tell, clock, plan.Terms);
        }
        catch (SocketException refused)
        {
            throw new CannotListenException($"cannot listen on {endPoint}: {Reason(refused)}");
        }
    }

    private static string Reason(SocketException refused) => refused.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "the port is taken",
        SocketError.AddressNotAvailable => "this machine has no such address",
        SocketError.AccessDenied => "this user may not",
        SocketError.TooManyOpenSockets => "no file descriptors left (ulimit -n)",
        _ => refused.Message,
    };
}
