using System.Globalization;
using TcpProbe.Core.Runs;

namespace TcpProbe.Values;

/// <summary>How many targets must be well, on the command line: <c>all</c>, <c>any</c> or a number.</summary>
internal static class Requirements
{
    /// <summary>The words there are.</summary>
    public static IReadOnlyList<string> Known => ["all", "any"];

    /// <summary>The requirement.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Requirement Parse(string text) => text switch
    {
        "all" => Requirement.EveryTarget,
        "any" => new Requirement(1),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int least) && least > 0 => new Requirement(least),
        _ => throw new FormatException($"is not all, any or a number from 1{Spelling.Hint(text, Known)}"),
    };
}
