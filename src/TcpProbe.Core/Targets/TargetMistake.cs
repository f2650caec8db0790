namespace TcpProbe.Core.Targets;

/// <summary>What is wrong with the words of a target, each in one sentence that says what to write instead.</summary>
/// <param name="IsAlone">Whether the word is the only one, so that HOST PORT can be written for it.</param>
internal readonly record struct TargetMistake(bool IsAlone)
{
    /// <summary>In the only word of a line.</summary>
    public static TargetMistake Alone => new(IsAlone: true);

    /// <summary>In one word of several, or in a file.</summary>
    public static TargetMistake AmongOthers => new(IsAlone: false);

    public static FormatException NotIPv6(string word) =>
        new($"{VisibleText.Of(word)} is not an IPv6 address; write [ADDRESS]:PORT for one, HOST:PORT for a name");

    public static FormatException TwoPorts(string host, string bracketed, string bare, string first, string second)
    {
        string whole = VisibleText.Of($"{bracketed}:{(first.Length > 0 ? first : second)}");
        string what = first.Length > 0 ? "two ports" : "a colon too many";
        string shown = VisibleText.Of(second);
        return new FormatException($"{VisibleText.Of(host)} {shown} has {what}; write {whole} or {VisibleText.Of(bare)} {shown}");
    }

    public FormatException Empty() => new($"the target is empty; {Write("HOST", "HOST", "PORT")}");

    public FormatException NoHost(string port) => new($"no host; {Write("HOST", "HOST", port.Length > 0 ? VisibleText.Of(port) : "PORT")}");

    public FormatException NoPort(string host)
    {
        if (PortSyntax.IsPort(host, out _)) return new FormatException($"{host} is a port without a host; {Write("HOST", "HOST", host)}");
        bool colons = TargetSyntax.ParseLiteral(host) is not null && host.Contains(':', StringComparison.Ordinal);
        return new FormatException($"{host}: no port; {Write(colons ? $"[{host}]" : host, host, "PORT")}");
    }

    public FormatException SeveralPorts(string host, string ports)
    {
        string bare = VisibleText.Of(host), shown = VisibleText.Of(ports);
        string bracketed = bare.Contains(':', StringComparison.Ordinal) ? $"[{bare}]" : bare;
        return new FormatException($"{bracketed}:{shown} has more than one port; write {(IsAlone ? $"{bare} {shown}" : $"{bracketed}:PORT for each of them")}");
    }

    public FormatException TooManyColons(string word, string host, string port)
    {
        if (AddressSyntax.IsIPv6(host) && port.Length > 0)
            return new FormatException($"{VisibleText.Of(word)} is ambiguous; {Write($"[{host}]", host, VisibleText.Of(port))}");
        return AddressSyntax.IsIPv6(word) ? NoPort(word) : NotIPv6(word);
    }

    private string Write(string bracketed, string bare, string port) => $"write {bracketed}:{port}{(IsAlone ? $" or {bare} {port}" : string.Empty)}";
}
