namespace TcpProbe.Core.Reporting.Nagios;

/// <summary>The states of the monitoring plugins; their numbers are the exit codes.</summary>
public enum NagiosState
{
    /// <summary>As wanted.</summary>
    Ok = 0,

    /// <summary>As wanted, but beyond a limit that warns.</summary>
    Warning = 1,

    /// <summary>Not as wanted, or beyond a limit that is critical.</summary>
    Critical = 2,

    /// <summary>This machine could not find out.</summary>
    Unknown = 3,
}
