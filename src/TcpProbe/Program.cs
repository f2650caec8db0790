using TcpProbe.Commands;
using TcpProbe.Core.Probing;
using TcpProbe.Endings;
using TcpProbe.Terminal;

namespace TcpProbe;

/// <summary>Dispatches on the first word, and is the one boundary that turns mistakes, unwritable reports and bugs into a line and a code.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        StandardStream.HoldPlaces();
        return Run(args, Streams.Standard, TimeProvider.System);
    }

    /// <summary>The whole program, for tests too.</summary>
    internal static int Run(string[] args, Streams streams, TimeProvider clock)
    {
        try
        {
            using IDisposable? signals = Signals.EndOnSignalIfFirstProcess();
            return Dispatch(args, streams, clock);
        }
        catch (UsageException mistake)
        {
            foreach (string line in mistake.Lines) streams.Complain(line);
            return ExitCodeProfiles.In(args).Apply(ExitCode.Usage);
        }
        catch (CannotListenException refused)
        {
            streams.Complain(refused.Message);
            return ExitCodeProfiles.In(args).Apply(ExitCode.Of(FailureReason.LocalError));
        }
        catch (CannotRunException notRun)
        {
            streams.Complain(notRun.Message);
            return ExitCodeProfiles.In(args).Apply(notRun.Code);
        }
        catch (ClosedPipeException)
        {
            return ExitCode.ClosedPipe;
        }
        catch (UnwritableException unwritable)
        {
            streams.Complain($"the report could not be written: {unwritable.Message}");
            return ExitCodeProfiles.In(args).Apply(ExitCode.NotWritten);
        }
#pragma warning disable CA1031 // This is the boundary: whatever comes here is a bug, and its user is owed a line and a code.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            streams.Confess(bug);
            return ExitCodeProfiles.In(args).Apply(ExitCode.Bug);
        }
    }

    // Only the very first word can be a command: behind any option "listen" and "demo" are hosts.
    private static int Dispatch(string[] args, Streams streams, TimeProvider clock) => args switch
    {
        ["listen", .. var rest] => new ListenCommand().Run(rest, streams, clock),
        ["demo", .. var rest] => DemoCommand.Run(rest, streams, clock),
        ["help", .. var rest] => HelpCommand.Run(rest, streams),
        _ => new ProbeCommand().Run(args, streams, clock),
    };
}
