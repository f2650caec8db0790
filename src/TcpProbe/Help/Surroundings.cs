namespace TcpProbe.Help;

/// <summary>What the program takes from its surroundings.</summary>
internal static class Surroundings
{
    /// <summary>The variables of the environment.</summary>
    public static IReadOnlyList<HelpEntry> Variables() =>
    [
        new("NO_COLOR", "if not empty, --color auto colours nothing"),
        new("PATH", "where the command behind -- is looked for"),
        new("SOURCE_DATE_EPOCH", "the date of the pages of --generate man, in seconds since 1970"),
        new("SSL_CERT_DIR", "a directory of certificates to believe, instead of the system's"),
        new("SSL_CERT_FILE", "a file of certificates to believe, instead of the system's"),
        new("TERM", "if dumb, --color auto colours nothing"),
    ];

    /// <summary>The files that are read unasked.</summary>
    public static IReadOnlyList<HelpEntry> Files() =>
    [
        new("/etc/hosts", "names, before the DNS is asked"),
        new("/etc/resolv.conf", "which name servers are asked"),
        new("/etc/services", "the names of ports"),
        new("/etc/ssl/certs", "the authorities that are believed without --ca; elsewhere on some systems"),
        new("/proc/sys/net/core/rmem_max", "the most that --recv-buffer gets"),
        new("/proc/sys/net/core/wmem_max", "the most that --send-buffer gets"),
        new("/proc/sys/net/ipv4/tcp_rmem", "how far a receive buffer grows by itself"),
        new("/proc/sys/net/ipv4/tcp_rto_max_ms", "the longest wait between two SYNs (Linux 6.15)"),
        new("/proc/sys/net/ipv4/tcp_syn_linear_timeouts", "how many SYNs are sent before the wait doubles (Linux 6.5)"),
        new("/proc/sys/net/ipv4/tcp_syn_retries", "how often a SYN is sent again without --syn-retries"),
        new("/proc/sys/net/ipv4/tcp_wmem", "how far a send buffer grows by itself"),
    ];
}
