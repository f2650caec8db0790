namespace TcpProbe.Completions;

/// <summary>What the words of a command are that are no options.</summary>
internal enum OperandKind
{
    /// <summary>It takes none.</summary>
    None,

    /// <summary>Words that only the user knows.</summary>
    Free,

    /// <summary>HOST PORT, or any number of HOST:PORT.</summary>
    Targets,

    /// <summary>Any number of HOST:PORT.</summary>
    HostPorts,

    /// <summary>One of its topics.</summary>
    Topic,
}
