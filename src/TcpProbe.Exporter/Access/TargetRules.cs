using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Access;

/// <summary>Who may be probed.</summary>
/// <param name="Allow">The only ones who may; without any, all.</param>
/// <param name="Deny">Who may not, though allowed.</param>
internal sealed record TargetRules(IReadOnlyList<TargetRule> Allow, IReadOnlyList<TargetRule> Deny)
{
    /// <summary>Anybody may be.</summary>
    public static TargetRules None { get; } = new([], []);

    /// <summary>Whether a target may be probed at one of its addresses, as far as that is known before they are.</summary>
    public bool MayProbe(Target target) => Deny.Count == 0 && target.Port > 0;

    /// <summary>Whether a target may be probed at this address.</summary>
    public bool MayConnect(Target target, IPAddress address) => MayProbe(target) && address.GetAddressBytes().Length > 0;
}
