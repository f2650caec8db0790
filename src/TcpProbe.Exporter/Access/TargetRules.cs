using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Access;

/// <summary>Who may be probed: whoever reaches an exporter could scan with it whatever the exporter reaches.</summary>
/// <param name="Allow">The only ones who may; without any, all.</param>
/// <param name="Deny">Who may not, though allowed.</param>
internal sealed record TargetRules(IReadOnlyList<TargetRule> Allow, IReadOnlyList<TargetRule> Deny)
{
    /// <summary>Anybody may be.</summary>
    public static TargetRules None { get; } = new([], []);

    /// <summary>Whether a target may be probed, as far as that is known before its addresses are: <c>false</c> if at none of them.</summary>
    public bool MayProbe(Target target)
    {
        if (target.Literal is { } address) return MayConnect(target, address);
        return !Deny.Any(rule => rule.MatchesName(target))
            && (Allow.Count == 0 || Allow.Any(rule => rule.MatchesName(target) || rule.AsksForAddress(target)));
    }

    /// <summary>Whether a target may be probed at this address; asked for each one that a name resolves to.</summary>
    public bool MayConnect(Target target, IPAddress address)
    {
        IReadOnlyList<IPAddress> readings = AddressReadings.Of(address);
        return !Deny.Any(rule => rule.Matches(target, readings)) && (Allow.Count == 0 || Allow.Any(rule => rule.Matches(target, readings)));
    }
}
