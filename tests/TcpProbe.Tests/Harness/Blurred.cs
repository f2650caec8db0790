using System.Text.RegularExpressions;

namespace TcpProbe.Tests.Harness;

/// <summary>Text whose measured times are gone, so that the rest of it can be approved.</summary>
internal static partial class Blurred
{
    /// <summary>The text with T for each time, moment and row of a table of times.</summary>
    public static string Times(string text) => Row().Replace(Moment().Replace(Time().Replace(text, "T"), "WHEN"), "$1 …");

    [GeneratedRegex(@"\b\d+\.\d\d m?s\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(  (?:resolve |connect |rtt     |tls     |exchange|total   )) +[-0-9. ]+$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
