using System.Globalization;
using System.Text.RegularExpressions;

namespace TcpProbe.Tests.Harness;

/// <summary>Counts what a run of the tool executes in user space: the same number each time, whatever else the machine does.</summary>
internal static partial class Callgrind
{
    /// <summary>What must be installed.</summary>
    public const string Program = "valgrind";

    /// <summary>
    /// The instructions of the program's own code, its runtime's and ours. Those of the C library and the loader are left out: they read the
    /// environment and files of the system, whose sizes differ from machine to machine.
    /// </summary>
    public static long OwnInstructions(params string[] args)
    {
        using TemporaryFolder folder = new();
        string counted = folder.PathOf("callgrind.out");
        ToolResult result = Tool.Run(new ToolOptions { Prefix = [Program, "--tool=callgrind", $"--callgrind-out-file={counted}"] }, args);
        Assert.True(result.ExitCode == 0, result.ToString());

        // Compiled C# lies in a section of its own, which callgrind calls ???.
        string tool = Path.GetFileName(Tool.Command[0]);
        return ByObject(File.ReadLines(counted)).Where(cost => Path.GetFileName(cost.Key) is "???" || Path.GetFileName(cost.Key) == tool).Sum(cost => cost.Value);
    }

    /// <summary>The sums by object file: <c>ob=</c> says whose the lines below it are, and the line behind <c>calls=</c> repeats what stands elsewhere.</summary>
    private static Dictionary<string, long> ByObject(IEnumerable<string> lines)
    {
        Dictionary<string, string> names = [];
        Dictionary<string, long> costs = [];
        string current = string.Empty;
        bool isRepeated = false;
        foreach (string line in lines)
        {
            if (ObjectLine().Match(line) is { Success: true } named)
            {
                string id = named.Groups["id"].Value;
                if (named.Groups["name"].Value is { Length: > 0 } name) names[id] = name;
                if (!named.Groups["called"].Success) current = names[id];
            }
            else if (line.StartsWith("calls=", StringComparison.Ordinal))
            {
                isRepeated = true;
            }
            else if (CostLine().Match(line) is { Success: true } cost)
            {
                if (!isRepeated) costs[current] = costs.GetValueOrDefault(current) + long.Parse(cost.Groups["count"].Value, CultureInfo.InvariantCulture);
                isRepeated = false;
            }
        }

        return costs;
    }

    [GeneratedRegex(@"^(?<called>c)?ob=\((?<id>\d+)\)(?: (?<name>.*))?$")]
    private static partial Regex ObjectLine();

    [GeneratedRegex(@"^[-+*\d]\d* (?<count>\d+)$")]
    private static partial Regex CostLine();
}
