using System.Net.Sockets;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.StandardStreams;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Tls;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Options;
using TcpProbe.Exporter.Serving;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter;

/// <summary>Parses, reads the files, serves; the one boundary that turns mistakes and bugs into a line and a code.</summary>
internal static class Program
{
    private const int StandardError = 2;

    private const int Success = 0, CannotListen = 14, Usage = 64, Bug = 70, NotWritten = 74, BadConfiguration = 78;

    private static async Task<int> Main(string[] args)
    {
        StandardDescriptors.HoldPlaces();
        FileSizeSignal.Ignore();
        try
        {
            return await Run(args);
        }
        catch (OptionMistake mistake)
        {
            return End(Usage, mistake.Message);
        }
        catch (ConfigMistake mistake)
        {
            return End(BadConfiguration, mistake.Message);
        }
        catch (CannotListenException refused)
        {
            return End(CannotListen, refused.Message);
        }
        catch (UnwritableException refused)
        {
            return End(NotWritten, refused.Message);
        }
#pragma warning disable CA1031 // This is the boundary: whatever comes here is a bug, and its user is owed a line and a code.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return End(Bug, $"a bug: {bug.GetBaseException().GetType().Name}: {bug.GetBaseException().Message}");
        }
    }

    private static async Task<int> Run(string[] args)
    {
        (ExporterOptions options, string? text) = ExporterCommand.Parse(args);
        if (text is not null)
        {
            Print(text);
            return Success;
        }

        LiveSettings settings = new(options.ConfigFile, TimeProvider.System);
        settings.Read();
        if (options.ChecksOnly) return Checked(options, settings.Now);

        Capacity capacity = Capacity.For(options.MaxProbes, new DescriptorLimit().RoomFor)
            ?? throw new CannotListenException($"the limit of descriptors (ulimit -n) is {DescriptorLimit.Current}, which leaves none for a probe; allow 100 or more");
        using ExporterLog log = new(options.LogLevel);
        log.Read(settings.Now);
        if (capacity.Probes < options.MaxProbes) log.Warn($"the limit of descriptors (ulimit -n) allows {Amounts.Count(capacity.Probes, "probe")} at a time, not {options.MaxProbes}");
        PrepareTls();
        using WebGuard guard = Guard(options, log.Warn);
        log.Guarded(guard);
        await using ExporterServer server = new(options, capacity, settings, guard, log, TimeProvider.System);
        try
        {
            await server.Start();
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            throw new CannotListenException($"cannot listen on {string.Join(", ", options.Addresses)}: {refused.Message}");
        }

        await server.Serve();
        return Success;
    }

    private static int Checked(ExporterOptions options, Settings settings)
    {
        foreach (string warning in settings.Warnings) Complain($"warning: {warning}");
        Guard(options, remark => Complain($"warning: {remark}")).Dispose();
        Print($"{settings.Summary}\n");
        return Success;
    }

    private static WebGuard Guard(ExporterOptions options, Action<string> say)
    {
        try
        {
            return new WebGuard(options.WebConfigFile is { } file ? WebFile.Read(file) : WebSettings.Open, TimeProvider.System, say);
        }
        catch (FormatException unusable)
        {
            throw new ConfigMistake(options.WebConfigFile!, unusable.Message);
        }
    }

    // Which certificates of the system are read is decided once in a process, and no other thread may run beside that.
    private static void PrepareTls() => new ClientOptions { Target = new Target("localhost", 1, Literal: null), Exchange = Exchange.None, Tls = new TlsTerms() }.Prepare();

    private static int End(int code, string line)
    {
        Complain(line);
        return code;
    }

    private static void Print(string text)
    {
        try
        {
            Console.Out.Write(text);
            Console.Out.Flush();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnwritableException($"nothing can be written to stdout: {refused.Message}");
        }
    }

    private static void Complain(string line)
    {
        try
        {
            // The console of .NET needs descriptors of its own, and that there are none may be what is to be said.
            using Stream stderr = OperatingSystem.IsWindows() ? Console.OpenStandardError() : new StandardStream(StandardError);
            stderr.Write(Encoding.UTF8.GetBytes($"tcpprobe-exporter: {line}\n"));
        }
        catch (IOException)
        {
            // Nobody is left to be told; the exit code has to do.
        }
    }

    private sealed class CannotListenException(string line) : Exception(line);

    private sealed class UnwritableException(string line) : Exception(line);
}
