namespace TcpProbe.Tests.Harness;

/// <summary>A terminal of some width, which Python makes: what a program writes to it comes on stdout.</summary>
internal static class PseudoTerminal
{
    /// <summary>What takes a line away that is to be written anew.</summary>
    public const string EraseLine = "\r\e[K";

    // It counts how often a line was written anew; after the third time it does what it is told, once.
    private const string Script = """
        import fcntl, os, pty, struct, sys, termios
        columns, then = int(sys.argv[1]), sys.argv[2]
        resize = lambda fd, width: fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, width, 0, 0))
        child, fd = pty.fork()
        if child == 0:
            resize(2, columns)
            os.execvp(sys.argv[3], sys.argv[3:])
        written = b''
        while True:
            try:
                some = os.read(fd, 65536)
            except OSError:
                break
            if not some:
                break
            os.write(1, some)
            written += some
            if then and written.count(b'\r\x1b[K') >= 3:
                if then == 'interrupt':
                    os.write(fd, b'\x03')
                else:
                    resize(fd, int(then))
                then = ''
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.exit(128 - status if status < 0 else status)
        """;

    /// <summary>The words that run a command on it.</summary>
    /// <param name="columns">How wide it is.</param>
    /// <param name="then">How wide it becomes, or <c>interrupt</c> for Ctrl-C, once a line was written anew three times; empty for nothing.</param>
    public static IReadOnlyList<string> Words(int columns, string then = "") =>
        ["env", "TERM=xterm", "python3", "-c", Script, columns.ToString(System.Globalization.CultureInfo.InvariantCulture), then];
}
