using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Responding;
using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Terminal;
using TcpProbe.Values;

namespace TcpProbe.Commands;

/// <summary><c>tcpprobe listen</c>: the loopback peer, until a signal ends it.</summary>
internal sealed class ListenCommand
{
    private const string Usage = "tcpprobe listen [ADDRESS:]PORT [options]";

    private const string About = """
        A peer to probe, on 127.0.0.1 unless told otherwise; port 0 takes any free one.
        It prints where it listens, then a line for each thing that happens.

          echo     sends back what comes
          recipe   sends back one line, then reads and prints the struct ! I 2s Q 2h f
          silent   accepts and never answers
          close    accepts and closes (FIN)
          reset    accepts and resets (RST)
        """;

    private readonly ListenOptions _options = new();
    private readonly HelpOptions _help = new();

    /// <summary>Parses, listens, waits for the signal and dies of it.</summary>
    public int Run(IReadOnlyList<string> args, Streams streams, TimeProvider clock)
    {
        if (HelpCommand.Answer(_help.AskedIn(args), Help, streams)) return ExitCode.Success;
        (ParseResult parsed, IReadOnlyList<string> words) = CommandParser.Parse("listen", [_options, _help], args);
        if (HelpCommand.Answer(_help.AskedIn(parsed), Help, streams)) return ExitCode.Success;
        if (words is not [var word]) throw new UsageException(words.Count == 0 ? "listen needs a port; write listen PORT or listen ADDRESS:PORT" : "listen takes one address");
        IPEndPoint endPoint = Address(word);
        (ResponderBehaviour behaviour, bool quiet) = _options.Bind(parsed);

        using ResponderLog log = new(streams, quiet);
        using Responder responder = Start(endPoint, behaviour, log, clock);

        // Said before signals are waited for: a reader that blocks this line must not keep the process from being ended.
        log.Listening(responder.EndPoint);
        using SignalWait stop = new();
        log.OnFailure(stop.Fail);
        int signal = stop.Wait();
        responder.Dispose();
        return Signals.End(signal);
    }

    private string Help(bool everything) => HelpText.Of(Usage, About, [_options, _help]);

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

    private static Responder Start(IPEndPoint endPoint, ResponderBehaviour behaviour, ResponderLog log, TimeProvider clock)
    {
        try
        {
            return Responder.Start(endPoint, behaviour, log.Tell, clock);
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
