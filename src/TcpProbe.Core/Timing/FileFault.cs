using System.Runtime.InteropServices;

namespace TcpProbe.Core.Timing;

/// <summary>Why the system lets a file that the user named be neither read nor written: the words that end the sentence.</summary>
/// <remarks>In the lowest room, because every one that reads a file says the same.</remarks>
public static class FileFault
{
    /// <summary>Whether an exception is about the file, and no bug.</summary>
    public static bool Is(Exception thrown) => thrown is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>The reason.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="path">The file.</param>
    public static string Reason(Exception fault, string path) => fault switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such directory",
        PathTooLongException => "its name is too long",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
        UnauthorizedAccessException => "permission denied",
        _ when !OperatingSystem.IsWindows() && fault.HResult is > 0 and var error => Marshal.GetPInvokeErrorMessage(error),
        _ => "the system refuses",
    };
}
