using System.IO.Enumeration;
using System.Net;
using TcpProbe.Core.Targets;

namespace TcpProbe.Exporter.Access;

/// <summary>Which hosts a rule means.</summary>
internal abstract record HostPattern
{
    private HostPattern()
    {
    }

    /// <summary>Whether a target is meant whatever its addresses are.</summary>
    public virtual bool MatchesName(Target target) => false;

    /// <summary>Whether one of these addresses is meant.</summary>
    public virtual bool MatchesAddress(IReadOnlyList<IPAddress> readings) => false;

    /// <summary>Every host, by name or by address.</summary>
    internal sealed record Everyone : HostPattern
    {
        /// <inheritdoc/>
        public override bool MatchesName(Target target) => true;
    }

    /// <summary>The addresses of a network.</summary>
    /// <param name="Network">The network.</param>
    internal sealed record InNetwork(IPNetwork Network) : HostPattern
    {
        /// <inheritdoc/>
        public override bool MatchesAddress(IReadOnlyList<IPAddress> readings) => readings.Any(Network.Contains);
    }

    /// <summary>Hosts that are written as a name of this form.</summary>
    /// <param name="Glob">The form: <c>*</c> stands for any characters, dots too, <c>?</c> for one.</param>
    internal sealed record OfName(string Glob) : HostPattern
    {
        /// <inheritdoc/>
        public override bool MatchesName(Target target) =>
            target.Literal is null && FileSystemName.MatchesSimpleExpression(Glob, HostGlob.WithoutRootDot(target.Host), ignoreCase: true);
    }
}
