namespace TcpProbe.Core.Runs;

/// <summary>How a run came to its end.</summary>
public enum RunEnd
{
    /// <summary>All that was planned was done.</summary>
    Completed,

    /// <summary>The time for waiting was over.</summary>
    WaitRanOut,

    /// <summary>A name is not known, and names are not waited for.</summary>
    NameNotKnown,

    /// <summary>A signal came.</summary>
    Interrupted,
}
