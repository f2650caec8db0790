using System.Text.RegularExpressions;
using TcpProbe.Tests.Docs;

namespace TcpProbe.Tests;

/// <summary>The order of the rooms of Core: who may use whom.</summary>
public sealed partial class RoomTests
{
    private static readonly string Core = Path.Combine(Repository.Root, "src", "TcpProbe.Core");

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Timing"] = [],
        ["StandardStreams"] = [],
        ["Targets"] = ["Timing"],
        ["Sockets"] = ["Timing"],
        ["Payloads"] = ["Timing"],
        ["Tls"] = ["Timing"],
        ["Statistics"] = ["Timing"],
        ["Exchanges"] = ["Payloads", "Timing"],
        ["Probing"] = ["Targets", "Sockets", "Exchanges", "Payloads", "Tls", "Timing"],
        ["Runs"] = ["Probing", "Targets", "Statistics", "Timing"],
        ["Reporting"] = ["Timing", "Targets", "Sockets", "Payloads", "Tls", "Statistics", "Exchanges", "Probing", "Runs"],
        ["Responding"] = ["Payloads", "Exchanges", "Sockets", "Tls", "Timing"],
    };

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Core, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_uses_only_the_rooms_that_its_room_may_use(string file)
    {
        string room = file.Split(Path.DirectorySeparatorChar)[0], text = File.ReadAllText(Path.Combine(Core, file));
        Assert.True(MayUse.TryGetValue(room, out string[]? lower), $"{room} is no room");
        string folder = Path.GetDirectoryName(file)!.Replace(Path.DirectorySeparatorChar, '.');
        Assert.Contains($"\nnamespace TcpProbe.Core.{folder};\n", "\n" + text, StringComparison.Ordinal);
        Assert.All(Named(text).Except([room]), used => Assert.True(lower!.Contains(used), $"{room} must not use {used}"));
        Assert.DoesNotMatch(Foreign(), text);
    }

    // TcpProbe.Core.Room anywhere, in a comment too; and Room.Type, which the common namespace would allow without a using.
    private static IEnumerable<string> Named(string text) =>
        Whole().Matches(text).Select(found => found.Groups[1].Value).Concat(Short().Matches(text).Select(found => found.Groups[1].Value).Where(MayUse.ContainsKey));

    [GeneratedRegex(@"\bTcpProbe\.Core\.(\w+)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![\w.""])(\w+)\.[A-Z]\w*")]
    private static partial Regex Short();

    [GeneratedRegex(@"\bSystem\.CommandLine\b|\bSerilog\b|\bTcpProbe\.(?!Core\b)")]
    private static partial Regex Foreign();
}
