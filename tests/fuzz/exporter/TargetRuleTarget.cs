using System.Net;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Access;

namespace TcpProbe.Fuzz;

/// <summary>A rule, and in lines behind it a target and an address: the rule means what its words say, and denies and allows accordingly.</summary>
internal static class TargetRuleTarget
{
    /// <summary>Holds the rule against the target.</summary>
    public static void Run(byte[] input)
    {
        string[] lines = Promise.Argument(input).Split('\n');
        if (Promise.OrRefused(() => TargetRule.Parse(lines[0])) is not { } rule) return;
        Promise.Holds(rule.Text == lines[0] && rule.ToString() == lines[0], "a rule is shown as it was written");
        if (lines.Length < 2 || Promise.OrRefused(() => TargetSyntax.ParseHostPort(lines[1])) is not { } target) return;
        IPAddress? address = target.Literal ?? (lines.Length > 2 && IPAddress.TryParse(lines[2], out IPAddress? resolved) ? resolved : IPAddress.Loopback);
        Decides(rule, target, address);
    }

    /// <summary>Ends the case unless a rule decides about a target at an address as its words say.</summary>
    public static void Decides(TargetRule rule, Target target, IPAddress address)
    {
        IReadOnlyList<IPAddress> readings = AddressReadings.Of(address);
        bool isMeant = readings.Any(reading => NaiveRule.Means(rule.Text, target, reading));
        Promise.Holds(rule.Matches(target, readings) == isMeant, $"{rule} {(isMeant ? "means" : "does not mean")} {target} at {address}");
        Promise.Holds(!rule.MatchesName(target) || isMeant, "who is meant by name is meant");
        TargetRules denied = new([], [rule]), allowed = new([rule], []), both = new([rule], [rule]);
        Promise.Holds(denied.MayConnect(target, address) == !isMeant && allowed.MayConnect(target, address) == isMeant, "a denial keeps out whom an allowance lets in");
        Promise.Holds(!both.MayConnect(target, address), "a denial wins");

        // Before a name is resolved nobody is turned away who could get in, and nobody is let in of whom it is known already.
        foreach (TargetRules rules in (TargetRules[])[denied, allowed, both])
            Promise.Holds(rules.MayProbe(target) || !rules.MayConnect(target, address), $"who may be connected to may be probed: {rule} {target}");
        Promise.Holds(target.Literal is null || denied.MayProbe(target) == !isMeant, "an address is decided at once");
        Promise.Holds(target.Literal is not null || NaiveRule.IsOfNetwork(rule.Text) || denied.MayProbe(target) == !isMeant, "a name is decided at once by rules for names");
    }
}
