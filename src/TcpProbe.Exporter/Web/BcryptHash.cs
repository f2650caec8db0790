using System.Globalization;
using System.Text.RegularExpressions;

namespace TcpProbe.Exporter.Web;

/// <summary>A password as bcrypt leaves it, such as <c>htpasswd -nBC 10</c> prints.</summary>
internal static partial class BcryptHash
{
    /// <summary>The most that <c>htpasswd -C</c> makes: seconds a check. What costs more, up to days, would keep everybody out and the exporter from its end.</summary>
    public const int MostCost = 17;

    /// <summary>Whether a text is one.</summary>
    public static bool Is(string text) => Form().IsMatch(text) && Cost(text) is >= 4 and <= 31;

    /// <summary>How often the work of checking it was doubled.</summary>
    public static int Cost(string hash) => int.Parse(hash.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether it is that of a password.</summary>
    public static bool IsOf(string hash, string password) => BCrypt.Net.BCrypt.Verify(password, hash);

    [GeneratedRegex(@"\A\$2[aby]\$[0-9]{2}\$[./A-Za-z0-9]{53}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
