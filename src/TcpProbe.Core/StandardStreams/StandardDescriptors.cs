using System.Runtime.InteropServices;

namespace TcpProbe.Core.StandardStreams;

/// <summary>The places of stdin, stdout and stderr.</summary>
public static partial class StandardDescriptors
{
    private const int Last = 2;

    // F_GETFD of fcntl(2), O_PATH (neither read nor written) and O_CLOEXEC of open(2) on Linux.
    private const int GetFlags = 1, PathOnly = 0x200000, CloseOnExec = 0x80000;

    /// <summary>
    /// Fills those that were closed when the process began with something that nobody can write to. Otherwise the next socket or pipe would
    /// take the place, and what is meant for stdout or stderr would go to the probed service, to a name server, or into the pipe by which .NET
    /// hears of signals. For a command that takes the place of this process they are closed again.
    /// </summary>
    public static void HoldPlaces()
    {
        if (!OperatingSystem.IsLinux()) return;
        for (int descriptor = 0; descriptor <= Last; descriptor++)
        {
            // The kernel hands out the lowest free number, which is this one.
            if (Control(descriptor, GetFlags, 0) < 0) _ = Open("/", PathOnly | CloseOnExec, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);
}
