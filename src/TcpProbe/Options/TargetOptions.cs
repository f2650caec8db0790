using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>Whom to reach: the words of the command line, the lines of a file, and the addresses that count.</summary>
internal sealed class TargetOptions : OptionGroup
{
    private readonly OfferedOption<bool> _ipv4;
    private readonly OfferedOption<bool> _ipv6;
    private readonly OfferedOption<string> _host;
    private readonly OfferedOption<string> _port;
    private readonly OfferedOption<string> _file;

    public TargetOptions()
        : base("Target")
    {
        _ipv4 = Flag(new("--ipv4", "IPv4 addresses only") { Aliases = ["-4"], Overrides = "--ipv6" });
        _ipv6 = Flag(new("--ipv6", "IPv6 addresses only") { Aliases = ["-6"], Overrides = "--ipv4" });
        _host = Value<string>(new("--host", "the host, as plugins spell it; goes with --port") { Aliases = ["-H"], ValueName = "HOST", Kind = ValueKind.Host }, text => text);
        _port = Value<string>(new("--port", "the port or ports; goes with --host") { Aliases = ["-p"], ValueName = "PORT", Kind = ValueKind.Port }, text => text);
        _file = Value<string>(new("--targets", "a file of them: HOST:PORT [LABEL] a line") { ValueName = "FILE|-", Kind = ValueKind.File }, text => text);
    }

    /// <summary>Whether the targets come from stdin.</summary>
    public bool ReadsStdin(ParseResult parsed) => _file.In(parsed) == InputFile.Stdin;

    /// <summary>The targets and the family of their addresses; a file of them is read.</summary>
    /// <exception cref="UsageException">The words or the file name no target, or something else.</exception>
    public ChosenTargets Bind(ParseResult parsed, IReadOnlyList<string> words)
    {
        IReadOnlyList<string> operands = Operands(_host.In(parsed), _port.In(parsed), words);
        TargetList list = TargetList.Of(Named(operands, arePair: words.Count == 0, _file.In(parsed)));
        AddressFamily family = _ipv4.In(parsed) ? AddressFamily.InterNetwork
            : _ipv6.In(parsed) ? AddressFamily.InterNetworkV6
            : AddressFamily.Unspecified;
        foreach (Target target in list.Targets)
        {
            if (target.Literal is { } literal) Demand(literal, family);
        }

        bool areListed = TargetWords.NameSeveralPorts(operands) || _file.In(parsed) is not null;
        return new ChosenTargets(list.Targets, family, list.Repeated, areListed);
    }

    private static IReadOnlyList<Target> Named(IReadOnlyList<string> operands, bool arePair, string? file)
    {
        if (file is null) return TargetWords.Read(operands, arePair);
        IReadOnlyList<Target> words = operands.Count == 0 ? [] : TargetWords.Read(operands, arePair);
        return [.. words, .. ListedTargets.Read("--targets", file)];
    }

    private static IReadOnlyList<string> Operands(string? host, string? port, IReadOnlyList<string> words)
    {
        if (host is null && port is null) return words;
        if (words.Count > 0) throw new UsageException($"{Shown.Word(words[0])} and -H/-p both name a target; write -H HOST -p PORT, or HOST PORT");
        if (host is null) throw new UsageException("-p names a port without a host; write -H HOST -p PORT");
        if (port is null) throw new UsageException("-H names a host without a port; write -H HOST -p PORT");
        return [host, port];
    }

    private static void Demand(IPAddress literal, AddressFamily family)
    {
        if (family == AddressFamily.Unspecified || literal.AddressFamily == family) return;
        throw new UsageException(family == AddressFamily.InterNetworkV6
            ? $"{literal} is an IPv4 address, and -6 takes IPv6 only"
            : $"{literal} is an IPv6 address, and -4 takes IPv4 only");
    }
}
