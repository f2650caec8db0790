using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Access;

/// <summary>Hosts and ports that belong together under a rule.</summary>
internal sealed class TargetRule
{
    private readonly HostPattern _hosts;
    private readonly PortSet _ports;

    private TargetRule(string text, HostPattern hosts, PortSet ports)
    {
        Text = text;
        _hosts = hosts;
        _ports = ports;
    }

    /// <summary>The rule as it was written.</summary>
    public string Text { get; }

    /// <summary>The rule of a word: <c>HOSTS[:PORTS]</c>, the hosts a network, an address, the form of a name, or <c>*</c> for every one.</summary>
    /// <exception cref="FormatException">It is none; the message completes the sentence "RULE …".</exception>
    public static TargetRule Parse(string text)
    {
        (HostPattern hosts, PortSet ports) = RuleSyntax.Parse(text);
        return new TargetRule(text, hosts, ports);
    }

    /// <summary>Whether it means a target whatever its addresses are.</summary>
    public bool MatchesName(Target target) => _ports.Contains(target.Port) && _hosts.MatchesName(target);

    /// <summary>Whether it may mean a target, if an address of it is the right one.</summary>
    public bool AsksForAddress(Target target) => _ports.Contains(target.Port) && _hosts is HostPattern.InNetwork;

    /// <summary>Whether it means a target at an address.</summary>
    /// <param name="target">The target.</param>
    /// <param name="readings">All that the address counts as.</param>
    public bool Matches(Target target, IReadOnlyList<IPAddress> readings) =>
        _ports.Contains(target.Port) && (_hosts.MatchesName(target) || _hosts.MatchesAddress(readings));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
