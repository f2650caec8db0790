namespace TcpProbe.Core.Targets;

/// <summary>The codes of gai_strerror(3), and what each of them means for a probe.</summary>
internal static class ResolverCode
{
    public const int NoName = -2;
    public const int Again = -3;
    public const int Fail = -4;
    public const int NoData = -5;
    public const int AddressFamily = -9;
    public const int Memory = -10;
    public const int System = -11;

    /// <summary>The answer as a <see cref="Resolution"/>: for good, try again, or this machine's own trouble.</summary>
    public static Resolution Judge(ResolverAnswer answer, TimeSpan elapsed) => answer.Code switch
    {
        0 when answer.Addresses.Count > 0 => new Resolution.Found([.. answer.Addresses.Distinct()], elapsed),
        0 or NoData => new Resolution.NotFound("EAI_NODATA", "the name has no addresses", elapsed),
        NoName => new Resolution.NotFound("EAI_NONAME", "the name is not known", elapsed),
        AddressFamily => new Resolution.NotFound("EAI_ADDRFAMILY", "the name has no addresses of this family", elapsed),
        Fail => new Resolution.NotFound("EAI_FAIL", "the resolver refused for good", elapsed),
        Again => new Resolution.Unavailable("EAI_AGAIN", "the resolver has no answer for now", Limit: null, elapsed),
        Memory => new Resolution.LocalFault("EAI_MEMORY", "no memory was left for the resolver", elapsed),
        System => SystemFault(answer.ErrorNumber, elapsed),
        _ => new Resolution.LocalFault(NameOf(answer.Code), "the resolver of this system did not take the question", elapsed),
    };

    private static Resolution.LocalFault SystemFault(int errno, TimeSpan elapsed) =>
        ErrnoName(errno) is { } name
            ? new Resolution.LocalFault(name, $"the resolver failed with {name}", elapsed)
            : new Resolution.LocalFault("EAI_SYSTEM", $"the resolver failed with errno {errno}", elapsed);

    private static string NameOf(int code) => code switch
    {
        -1 => "EAI_BADFLAGS",
        -6 => "EAI_FAMILY",
        -7 => "EAI_SOCKTYPE",
        -8 => "EAI_SERVICE",
        -12 => "EAI_OVERFLOW",
        _ => $"EAI_{code}",
    };

    /// <summary>The errors of the files and sockets that a resolver opens, by their numbers on Linux.</summary>
    private static string? ErrnoName(int errno) => errno switch
    {
        1 => "EPERM",
        2 => "ENOENT",
        5 => "EIO",
        11 => "EAGAIN",
        12 => "ENOMEM",
        13 => "EACCES",
        22 => "EINVAL",
        23 => "ENFILE",
        24 => "EMFILE",
        97 => "EAFNOSUPPORT",
        101 => "ENETUNREACH",
        105 => "ENOBUFS",
        110 => "ETIMEDOUT",
        111 => "ECONNREFUSED",
        _ => null,
    };
}
