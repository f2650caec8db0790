using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Access;

/// <summary>Lets through the addresses of one target that may be probed, and remembers whether that were none.</summary>
/// <param name="rules">Who may be probed.</param>
/// <param name="target">Whose addresses come.</param>
internal sealed class AddressGate(TargetRules rules, Target target)
{
    private bool _hasAdmitted;
    private bool _hasRefused;

    /// <summary>Whether addresses came, and none of them may be probed.</summary>
    public bool IsShut => _hasRefused && !_hasAdmitted;

    /// <summary>Whether an address may be probed.</summary>
    public bool Admits(IPAddress address)
    {
        bool may = rules.MayConnect(target, address);
        if (may) _hasAdmitted = true;
        else _hasRefused = true;
        return may;
    }
}
