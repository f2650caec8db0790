namespace TcpProbe.Options;

/// <summary>What a command line asks for instead of its work.</summary>
internal enum HelpRequest
{
    /// <summary>Nothing: it wants its work done.</summary>
    None,

    /// <summary>The options of every day.</summary>
    Everyday,

    /// <summary>Every option.</summary>
    Everything,

    /// <summary>The version.</summary>
    Version,
}
