namespace TcpProbe.Tests.Harness;

/// <summary>The lab that a test run shares: up before its first test, down after its last.</summary>
public sealed class LabFixture : IDisposable
{
    private readonly Lab? lab = Lab.WhyNot is null ? Lab.Up(string.Join(' ', Tool.Command)) : null;

    private Lab Present => lab ?? throw new InvalidOperationException(Lab.WhyNot);

    /// <summary>The options that run the tool in the client namespace.</summary>
    internal ToolOptions Client => new() { Prefix = Present.ClientPrefix };

    /// <summary>The options that run the tool in the server namespace.</summary>
    internal ToolOptions Server => new() { Prefix = Present.ServerPrefix };

    /// <summary>Runs the tool in the client namespace against a case: its host and port, then these arguments.</summary>
    internal ToolResult Probe(string name, params string[] args) => Tool.Run(Client, [Lab.Cases[name].Host, Lab.Cases[name].Port, .. args]);

    /// <inheritdoc/>
    public void Dispose() => lab?.Dispose();
}

/// <summary>Test classes of this collection share the lab, and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SharedLab : ICollectionFixture<LabFixture>
{
    /// <summary>What a test class writes: <c>[Collection(SharedLab.Name)]</c>.</summary>
    public const string Name = "lab";
}
