namespace TcpProbe.Core.Exchanges.StartTls;

/// <summary>TLS that the steps before have asked for in words of their own: nothing more is said.</summary>
public sealed class AgreedStartTls : StartTlsProtocol
{
    /// <inheritdoc/>
    public override string Name => "agreed";

    internal override IEnumerable<Turn> Talk(string host) => [];
}
