using System.Globalization;
using System.Text;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Configuration.Go;
using TcpProbe.Exporter.Options;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Fuzz;

/// <summary>Short values: the word in front says which kind the rest is.</summary>
internal static class ExporterValueTarget
{
    private static readonly Dictionary<string, Action<string>> s_kinds = new()
    {
        ["go-time"] = GoTime,
        ["time"] = Time,
        ["limit"] = text => Promise.OrRefused(() => Tuple.Create(OwnTime.ParseLimit(text))),
        ["listen"] = Listen,
        ["authorization"] = Authorization,
        ["hash"] = Hash,
        ["options"] = Options,
    };

    /// <summary>Reads a value.</summary>
    public static void Run(byte[] input)
    {
        if (Promise.Argument(input).Split(' ', 2) is [var kind, var value] && s_kinds.TryGetValue(kind, out Action<string>? read)) read(value);
    }

    /// <summary>A time as Go writes it, the parts that are zero left out.</summary>
    public static string AsGo(TimeSpan time)
    {
        if (time == TimeSpan.Zero) return "0s";
        string seconds = (time.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(time.Ticks >= TimeSpan.TicksPerHour ? $"{time.Ticks / TimeSpan.TicksPerHour}h" : null)}{(time.Ticks >= TimeSpan.TicksPerMinute ? $"{time.Minutes}m" : null)}{seconds}s");
    }

    private static void GoTime(string text)
    {
        if (Read(() => GoDuration.Parse(text)) is not { } time) return;
        Promise.Holds(time >= TimeSpan.Zero, "no time is below zero");
        Promise.Holds(GoDuration.Parse(AsGo(time)) == time, $"what is written as Go writes it reads back: {AsGo(time)}");
    }

    // What the command line and Go both read is the same time.
    private static void Time(string text)
    {
        if (Read(() => OwnTime.Parse(text)) is not { } time) return;
        Promise.Holds(time > TimeSpan.Zero, "no time is none");
        Promise.Holds(Read(() => GoDuration.Parse(text)) is not { } go || go == time, $"Go reads the same: {text}");
    }

    private static void Listen(string text)
    {
        if (Promise.OrRefused(() => ServerAddress.Parse(text)) is not { } address) return;
        Promise.Holds(ServerAddress.Parse(address.ToString()).Equals(address), "an address reads back as it is shown");
        string host = text[..text.LastIndexOf(':')];
        if (host is "" or "localhost") return;
        Promise.Holds(address.Address.Equals(Promise.OrRefused(() => TargetSyntax.ParseLiteral(host is ['[', .. var inside, ']'] ? inside : host))), $"it is the address that a target would be: {host}");
    }

    private static void Authorization(string text)
    {
        if (Credentials.Of(text) is not { } read) return;
        Promise.Holds(!read.User.Contains(':', StringComparison.Ordinal), "a name ends at the first colon");
        string again = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{read.User}:{read.Password}"));
        Promise.Holds(Credentials.Of($"Basic {again}") is { } other && (other.User, other.Password) == (read.User, read.Password), "who is written again is the same");
    }

    // Checked at the least cost: what is looked at here is its form.
    private static void Hash(string text)
    {
        if (!BcryptHash.Is(text)) return;
        _ = BcryptHash.IsOf($"{text[..4]}04{text[6..]}", "open");
    }

    // A word a line.
    private static void Options(string text)
    {
        try
        {
            (ExporterOptions options, string? shown) = ExporterCommand.Parse(text.Split('\n'));
            Promise.Holds(shown is { Length: > 0 } || options is { MaxProbes: > 0, HistoryLimit: > 0, Addresses.Count: > 0 }, "there is something to serve");
        }
        catch (OptionMistake mistake)
        {
            Promise.IsShowable(mistake.Message);
        }
    }

    private static TimeSpan? Read(Func<TimeSpan> parse) => Promise.OrRefused(() => Tuple.Create(parse()))?.Item1;
}
