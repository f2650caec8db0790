using System.Runtime.InteropServices;

namespace TcpProbe.Terminal;

/// <summary>The system calls of Unix around exec(3) and what a program hands on through it.</summary>
internal static unsafe partial class ExecCalls
{
    public const int NoEntry = 2, NotExecutable = 8, AccessDenied = 13;
    public const int BrokenPipeSignal = 13;

    /// <summary>SIG_DFL and SIG_IGN, signal(2).</summary>
    public const nint ByDefault = 0, Ignored = 1;

    /// <summary>The environment is the one of this process.</summary>
    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true)]
    public static partial int Execute(byte* path, byte** arguments);

    /// <summary>The handler of a signal; <c>null</c> where there is no such signal, or libc keeps it for itself.</summary>
    public static nint? HandlerOf(int signal)
    {
        // struct sigaction begins with the handler, and is 152 bytes long in glibc and musl.
        const int EnoughForAll = 256;
        byte* action = stackalloc byte[EnoughForAll];
        return Action(signal, null, action) == 0 ? *(nint*)action : null;
    }

    /// <summary>A variable as libc has it, byte by byte.</summary>
    public static byte[]? Variable(string name) =>
        GetVariable(name) is var value and not 0 ? MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)value).ToArray() : null;

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int Action(int signal, byte* wanted, byte* found);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetVariable(string name);
}
