namespace TcpProbe.Core.Runs;

/// <summary>What one result means for the rest of a sweep.</summary>
internal enum SweepEnd
{
    /// <summary>Nothing.</summary>
    GoOn,

    /// <summary>No more work begins; what has begun is waited for.</summary>
    BeginNoMore,

    /// <summary>No more is waited for either; what has begun goes on by itself.</summary>
    AwaitNoMore,
}
