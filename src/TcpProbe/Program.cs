using TcpProbe.Commands;
using TcpProbe.Core.Probing;
using TcpProbe.Core.StandardStreams;
using TcpProbe.Endings;
using TcpProbe.Terminal;

namespace TcpProbe;

/// <summary>Dispatches on the first word, and is the one boundary that turns mistakes, unwritable reports and bugs into a line and a code.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        StandardDescriptors.HoldPlaces();
        FileSizeSignal.Ignore();
        return Run(IsNamedWaitForIt() ? [WaitForItCommand.Name, .. args] : args, Streams.Standard, TimeProvider.System);
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
            return End(ExitCode.Usage, args, streams, mistake.Lines);
        }
        catch (CannotListenException refused)
        {
            return End(ExitCode.Of(FailureReason.LocalError), args, streams, [refused.Message]);
        }
        catch (CannotRunException notRun)
        {
            return End(notRun.Code, args, streams, [notRun.Message]);
        }
        catch (ClosedPipeException)
        {
            return ExitCode.ClosedPipe;
        }
        catch (UnwritableException unwritable)
        {
            return End(ExitCode.NotWritten, args, streams, [$"the report could not be written: {unwritable.Message}"]);
        }
#pragma warning disable CA1031 // This is the boundary: whatever comes here is a bug, and its user is owed a line and a code.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return End(ExitCode.Bug, args, streams, [Streams.Confession(bug)]);
        }
    }

    // A link to the program by that name stands in for the script.
    private static bool IsNamedWaitForIt() =>
        Environment.GetCommandLineArgs() is [var self, ..] && Path.GetFileNameWithoutExtension(self.AsSpan()) is WaitForItCommand.Name;

    // A monitoring system reads stdout and knows four codes; everybody else is told on stderr, and so is it if stdout takes nothing.
    private static int End(int code, string[] args, Streams streams, IReadOnlyList<string> lines)
    {
        bool isPlugin = PluginMode.IsAskedIn(args);
        if (!isPlugin || !streams.TryPrint(PluginMode.Line(string.Join("; ", lines))))
        {
            foreach (string line in lines) streams.Complain(line);
        }

        return isPlugin ? PluginMode.Unknown : ExitCodeProfiles.In(args).Apply(code);
    }

    // Only the very first word can be a command: behind any option "listen" and "wait-for-it" are hosts.
    private static int Dispatch(string[] args, Streams streams, TimeProvider clock) => args switch
    {
        ["listen", .. var rest] => new ListenCommand().Run(rest, streams, clock),
        ["demo", .. var rest] => DemoCommand.Run(rest, streams, clock),
        ["help", .. var rest] => HelpCommand.Run(rest, streams),
        [WaitForItCommand.Name, .. var rest] => WaitForItCommand.Run(rest, streams, clock),
        _ => new ProbeCommand().Run(args, streams, clock),
    };
}
