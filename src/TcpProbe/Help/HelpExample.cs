namespace TcpProbe.Help;

/// <summary>A command line that does something useful, as a shell takes it.</summary>
/// <param name="Topic">The topic of the help that it belongs to.</param>
/// <param name="Meaning">What it does, in a clause.</param>
/// <param name="Command">The line.</param>
internal sealed record HelpExample(string Topic, string Meaning, string Command)
{
    /// <summary>What it prints; <c>null</c> where that is long, or nothing.</summary>
    public string? Prints { get; init; }

    /// <summary>Whether <c>--help</c> shows it.</summary>
    public bool Everyday { get; init; }

    /// <summary>All of them, from the simple to the special.</summary>
    public static IReadOnlyList<HelpExample> All() =>
    [
        new("exchange", "the default exchange", "tcpprobe localhost 9999 --connect-timeout 3.5")
        {
            Prints = """localhost:9999 ok: connected to 127.0.0.1 in 0.09 ms, reply of 5 bytes in 0.21 ms: "data\n" """.TrimEnd(),
            Everyday = true,
        },
        new("limits", "open, within half a second?", "tcpprobe localhost 5432 -z -t 0.5")
        {
            Prints = """
                localhost:5432 failed in connect: refused (ECONNREFUSED) after 0.06 ms
                  hint: the host answered, but nothing listens on port 5432
                """,
            Everyday = true,
        },
        new("steps", "ask, and look at the answer", @"tcpprobe localhost 6379 --send 'PING\r\n' --expect +PONG")
        {
            Prints = """localhost:6379 ok: connected to 127.0.0.1 in 0.11 ms, 2 steps in 0.20 ms: "+PONG\r\n" """.TrimEnd(),
            Everyday = true,
        },
        new("steps", "a proxy that has nobody behind it", "tcpprobe localhost 9995 --stay 300ms")
        {
            Prints = """
                localhost:9995 failed in exchange step 1 (stay): closed_early after 0.11 ms, 0 bytes sent, none received
                  hint: it hung up by itself: a limit, or a proxy without a backend
                """,
        },
        new("tls", "the handshake, and how long the certificate is good", "tcpprobe localhost 443 --tls --ca ca.pem --cert-days 14")
        {
            Prints = "localhost:443 ok: connected to 127.0.0.1 in 0.10 ms, TLSv1.3 in 3.21 ms, certificate good for 89 days",
        },
        new("wait", "wait for two services, then become the tests", "tcpprobe localhost:5432 localhost:6379 -z --wait 60 -- npm test")
        {
            Prints = """
                waiting for 1 of 2 targets: localhost:5432: refused; 59 s left
                localhost:5432 ok: connected to 127.0.0.1 in 0.16 ms, nothing sent (-z)
                localhost:6379 ok: connected to 127.0.0.1 in 0.04 ms, nothing sent (-z)
                up after 3.02 s: 8 probes, refused 3
                """,
            Everyday = true,
        },
        new("wait", "a hundred times, then sums; 1 if a tenth is slow", "tcpprobe localhost 5432 -z --count 100 --fail-if p90.connect:30ms"),
        new("many", "any of these ports", "tcpprobe localhost 22,80,8000-8010 -z --require any"),
        new("socket", "what the kernel makes of a request", "tcpprobe localhost 9999 -z --recv-buffer 1G")
        {
            Prints = "localhost:9999 ok: connected to 127.0.0.1 in 0.07 ms, nothing sent (-z), --recv-buffer 1073741824 became 8388608, limited by net.core.rmem_max",
        },
        new("output", "as a monitoring plugin", "tcpprobe -H localhost -p 5432 -z -o nagios")
        {
            Prints = "TCP CRITICAL - localhost:5432 failed in connect: refused (ECONNREFUSED) after 0.08 ms|time=U;;;0;10 connect=U;;;0 resolve=0.000194s;;;0 rtt=U;;;0",
        },
        new("listen", "a peer that takes one request, for a test of a client", @"tcpprobe listen 9999 --connections 1 --expect-start 'PING\r\n' --reply '+PONG\r\n'")
        {
            Prints = """
                listening on 127.0.0.1:9999
                127.0.0.1:39980 connected
                127.0.0.1:39980 received 6 bytes: "PING\r\n"
                127.0.0.1:39980 closed, 6 bytes received, 7 bytes sent
                """,
        },
        new("listen", "a service that accepts and stays silent", "tcpprobe listen 9998 --mode silent"),
    ];
}
