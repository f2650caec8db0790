namespace TcpProbe.Exporter.Web;

/// <summary>What becomes of somebody at the door.</summary>
internal enum Admission
{
    /// <summary>He comes in.</summary>
    Granted,

    /// <summary>He does not.</summary>
    Refused,

    /// <summary>Too many stand there already, each with a password that takes its time.</summary>
    Busy,
}
