namespace TcpProbe.Endings;

/// <summary>The command after success could not take this process's place.</summary>
/// <param name="message">The line that the user reads.</param>
/// <param name="code">What a shell would end with.</param>
internal sealed class CannotRunException(string message, int code) : Exception(message)
{
    /// <summary>127 for a command that is not there, 126 for one that does not run.</summary>
    public int Code => code;
}
