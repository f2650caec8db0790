using System.Text;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.StandardStreams;

namespace TcpProbe.Terminal;

/// <summary>Where the command writes: the report to one stream, everything else to the other.</summary>
internal sealed record Streams(Stream Output, Stream Error)
{
    // An argument may be of any length; the line about it may not.
    private const int LongestComplaint = 500;

    /// <summary>Whether stdout is left to a command, and reports go to stderr as far as that takes them.</summary>
    public bool IsOutputLeft { get; private init; }

    /// <summary>Those of the process.</summary>
    public static Streams Standard => OperatingSystem.IsWindows()
        ? new(Console.OpenStandardOutput(), Console.OpenStandardError())
        : new(new StandardStream(1), new StandardStream(2));

    /// <summary>The same, with stdout left to a command that comes after: the report goes to stderr, like all that is not the command's.</summary>
    public Streams LeavingOutput() => this with { Output = Error, IsOutputLeft = true };

    /// <summary>Writes text to stdout in one piece.</summary>
    /// <exception cref="UnwritableException">It could not be written.</exception>
    public void Print(string text) => Print(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes to stdout in one piece.</summary>
    /// <exception cref="UnwritableException">They could not be written.</exception>
    public void Print(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Output.Write(bytes);
        }
        catch (IOException) when (IsOutputLeft)
        {
            // The command is what matters; nobody is left to be told of its readiness.
        }
        catch (IOException refused) when (refused is not ClosedPipeException)
        {
            throw new UnwritableException(refused);
        }
    }

    /// <summary>Says one line on stderr; if even that cannot be written, the exit code has to do.</summary>
    public void Complain(string message)
    {
        try
        {
            string line = message.Length <= LongestComplaint ? message : message[..LongestComplaint] + "…";
            Error.Write(Encoding.UTF8.GetBytes($"tcpprobe: {line}\n"));
        }
        catch (IOException)
        {
            // Nobody is left to be told.
        }
    }

    /// <summary>Writes a few words to stderr as they are, if it takes them at once: nobody waits for a reader who does not read.</summary>
    public void Mutter(string text)
    {
        if (Error is StandardStream { IsReady: false }) return;
        try
        {
            Error.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // Nobody is left to be told.
        }
    }

    /// <summary>Writes text to stdout, if it can be written.</summary>
    /// <returns>Whether it was; also if its reader has gone, who wants nothing more.</returns>
    public bool TryPrint(string text)
    {
        try
        {
            Print(text);
            return true;
        }
        catch (IOException refused)
        {
            return refused is ClosedPipeException;
        }
    }

    /// <summary>What went wrong with the program itself, on one line whatever the message holds.</summary>
    public static string Confession(Exception bug)
    {
        Exception root = bug.GetBaseException();
        return $"a bug: {root.GetType().Name}: {EscapedText.Show(Encoding.UTF8.GetBytes(root.Message))}";
    }
}

/// <summary>stdout, or the file of a report, took no more: a full disk, a closed descriptor.</summary>
internal sealed class UnwritableException(string reason, Exception refused) : IOException(reason, refused)
{
    public UnwritableException(IOException refused)
        : this(refused.Message, refused)
    {
    }
}
