using System.Text;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Fuzz;

/// <summary>The web configuration file: whoever wrote that a password is asked for is believed, or told a mistake with its place.</summary>
internal static class WebFileTarget
{
    private const string Users = "basic_auth_users";

    /// <summary>Reads a file.</summary>
    public static void Run(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        if (FilePromise.NamesFiles(text) || FilePromise.OrMistaken(text, file => WebFile.Of(file, FilePromise.Name)) is not { } settings) return;
        Promise.IsShowable(settings.Summary);
        foreach (string remark in settings.Remarks) Promise.IsShowable(remark);
        bool isLocked = FilePromise.OrMistaken(text, Keys)!.Contains(Users);
        Promise.Holds(settings.Users.Count > 0 == isLocked, "who asks for passwords gets them");
        Promise.Holds(settings.Tls is null, "without a certificate there is no TLS");
        Promise.Holds(settings.Rate is not { } rate || (rate.Interval > TimeSpan.Zero && rate.Burst > 0), "a limit lets something through");
        foreach ((string name, string value) in settings.Headers.Items) Promise.Holds($"{name}{value}".All(letter => letter is >= ' ' and <= '~'), "a header is a line");
        foreach ((string user, string hash) in settings.Users) Promise.Holds(!user.Contains(':', StringComparison.Ordinal) && BcryptHash.Is(hash) && BcryptHash.Cost(hash) <= BcryptHash.MostCost, "a user has a name, and a hash that can be checked");
    }

    private static HashSet<string> Keys(YamlMap file) => [.. file.Entries.Select(entry => entry.Key)];
}
