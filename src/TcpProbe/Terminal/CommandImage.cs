using System.Runtime.InteropServices;
using System.Text;
using TcpProbe.Core.Sockets;
using TcpProbe.Endings;

namespace TcpProbe.Terminal;

/// <summary>The command after success, which takes the place of this process as with <c>exec</c> of a shell.</summary>
/// <remarks>
/// It finds what this process found: environment, streams, whatever else was open, the limit of descriptors, signals blocked or ignored. Of ours nothing is left open in
/// it, because all that this program opens is opened to be closed by exec.
/// </remarks>
internal sealed class CommandImage
{
    // As much of a file as shells look at to tell a script from a program.
    private const int Beginning = 80;

    private readonly string _name;
    private readonly IReadOnlyList<byte[]> _words;
    private readonly IgnoredSignals _signals;
    private readonly DescriptorLimit _descriptors;

    /// <summary>Remembers what was found, before anything else is begun.</summary>
    /// <param name="words">The command and its arguments, the last words of the command line.</param>
    /// <exception cref="UsageException">This system cannot do it, or does not tell what was typed.</exception>
    public CommandImage(IReadOnlyList<string> words)
    {
        if (OperatingSystem.IsWindows()) throw new UsageException("a command behind -- cannot take the place of a process on Windows; chain it with &&");
        _name = Shown.Word(words[0]);
        _words = TypedWords.Of(words);
        _signals = new IgnoredSignals();
        _descriptors = new DescriptorLimit();
    }

    /// <summary>Becomes the command; after that nothing of this program is left.</summary>
    /// <exception cref="CannotRunException">It did not.</exception>
    public void Become()
    {
        _descriptors.Restore();
        _signals.HandOn();
        CannotRunException refused = Try();
        IgnoredSignals.TakeBack();
        throw refused;
    }

    private CannotRunException Try()
    {
        CannotRunException refused = new($"{_name}: not found", ExitCode.CommandNotFound);
        bool isSearched = !_words[0].Contains((byte)'/');
        foreach (byte[] file in CommandPath.Candidates(_words[0], ExecCalls.Variable("PATH")))
        {
            string path = Encoding.UTF8.GetString(file);
            int error = Execute(file, _words);
            if (error == ExecCalls.NotExecutable && IsScript(path)) error = Execute("/bin/sh"u8.ToArray(), ["/bin/sh"u8.ToArray(), file, .. _words.Skip(1)]);
            if (!Path.Exists(path) && (isSearched || error != ExecCalls.AccessDenied)) continue;
            refused = new CannotRunException($"{_name}: {Reason(error, path)}", error == ExecCalls.NoEntry ? ExitCode.CommandNotFound : ExitCode.CommandDoesNotRun);

            // Another folder of PATH may have one that this user may run.
            if (error != ExecCalls.AccessDenied) break;
        }

        return refused;
    }

    private static string Reason(int error, string path) => error switch
    {
        ExecCalls.NoEntry => "its interpreter was not found",
        ExecCalls.AccessDenied => Directory.Exists(path) ? "it is a directory" : "permission denied",
        ExecCalls.NotExecutable => "it is no program for this machine",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };

    // A shell runs a text without a "#!" as a script, and so do timeout(1) and env(1); they run a program for another machine so, too.
    private static bool IsScript(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> beginning = stackalloc byte[Beginning];
            beginning = beginning[..file.ReadAtLeast(beginning, Beginning, throwOnEndOfStream: false)];
            int line = beginning.IndexOf((byte)'\n');
            return !beginning[..(line < 0 ? beginning.Length : line)].Contains((byte)0);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <returns>Only if it did not work: the errno.</returns>
    private static unsafe int Execute(byte[] file, IReadOnlyList<byte[]> words)
    {
        nuint* arguments = (nuint*)NativeMemory.AllocZeroed((nuint)words.Count + 1, (nuint)sizeof(nuint));
        for (int i = 0; i < words.Count; i++) arguments[i] = (nuint)Terminated(words[i]);
        byte* path = Terminated(file);
        _ = ExecCalls.Execute(path, (byte**)arguments);
        int error = Marshal.GetLastPInvokeError();
        for (int i = 0; i < words.Count; i++) NativeMemory.Free((void*)arguments[i]);
        NativeMemory.Free(arguments);
        NativeMemory.Free(path);
        return error;
    }

    private static unsafe byte* Terminated(byte[] text)
    {
        byte* copy = (byte*)NativeMemory.Alloc((nuint)text.Length + 1);
        text.CopyTo(new Span<byte>(copy, text.Length));
        copy[text.Length] = 0;
        return copy;
    }
}
