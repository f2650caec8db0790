using System.Text;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>Which characters are the same but for their case, as Unicode's simple folding has it: <c>k</c>, <c>K</c> and the Kelvin sign.</summary>
internal static class RuneFolding
{
    // Nothing behind has cases.
    private const int Cased = 0x1ffff;

    // .NET leaves it as it is, lest a name in ASCII be taken for another.
    private const int LongS = 0x17f;

    private static readonly Lazy<Dictionary<int, int[]>> s_kin = new(FindKin);

    /// <summary>The set with all that are the same but for their case.</summary>
    public static RuneSet Folded(RuneSet set)
    {
        List<(int First, int Last)> ranges = [.. set.Ranges];
        foreach ((int first, int last) in set.Ranges)
        {
            for (int rune = first; rune <= Math.Min(last, Cased); rune++)
            {
                if (s_kin.Value.TryGetValue(rune, out int[]? kin)) ranges.AddRange(kin.Select(other => (other, other)));
            }
        }

        return RuneSet.Of(ranges);
    }

    private static Dictionary<int, int[]> FindKin()
    {
        Dictionary<int, List<int>> kin = [];
        foreach (int rune in Enumerable.Range(0, Cased + 1).Where(Rune.IsValid))
        {
            // One of each kind stands for it.
            int same = rune == LongS ? 's' : Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(rune))).Value;
            if (same == rune) continue;
            if (kin.TryGetValue(same, out List<int>? others)) others.Add(rune);
            else kin.Add(same, [same, rune]);
        }

        return kin.Values.SelectMany(group => group.Select(rune => (rune, group))).ToDictionary(pair => pair.rune, pair => pair.group.ToArray());
    }
}
