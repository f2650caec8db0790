using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Reporting;
using TcpProbe.Core.Sockets;
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
    // The connection of whoever asks, the one to the target, and one for the resolver.
    private const int DescriptorsOfProbe = 3;

    private const int Success = 0, CannotListen = 14, Usage = 64, Bug = 70, NotWritten = 74, BadConfiguration = 78;

    private static async Task<int> Main(string[] args)
    {
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

        using ExporterLog log = new(options.LogLevel);
        log.Read(settings.Now);
        PrepareTls();
        options = Affordable(options, log);
        using WebGuard guard = Guard(options, log.Warn);
        log.Guarded(guard);
        await using ExporterServer server = new(options, settings, guard, log, TimeProvider.System);
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

    private static ExporterOptions Affordable(ExporterOptions options, ExporterLog log)
    {
        int affordable = new DescriptorLimit().AllowFor(options.MaxProbes, each: DescriptorsOfProbe);
        if (affordable < options.MaxProbes) log.Warn($"the limit of descriptors (ulimit -n) allows {Amounts.Count(affordable, "probe")} at a time, not {options.MaxProbes}");
        return options with { MaxProbes = affordable };
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
            Console.Error.WriteLine($"tcpprobe-exporter: {line}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Nobody is left to be told; the exit code has to do.
        }
    }

    private sealed class CannotListenException(string line) : Exception(line);

    private sealed class UnwritableException(string line) : Exception(line);
}
