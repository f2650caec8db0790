namespace TcpProbe.Core.Runs;

/// <summary>The pauses between attempts: from the start of one to the start of the next, growing if a factor says so.</summary>
/// <param name="Interval">The first of them.</param>
/// <param name="Factor">What each is multiplied with for the next; 1 keeps them alike.</param>
/// <param name="Longest">The most that one may grow to.</param>
public sealed record Backoff(TimeSpan Interval, double Factor, TimeSpan Longest)
{
    /// <summary>Pauses that stay alike.</summary>
    public static Backoff Steady(TimeSpan interval) => new(interval, Factor: 1, interval);

    /// <summary>The pause after an attempt.</summary>
    /// <param name="attempt">The attempt, from 0.</param>
    /// <param name="chance">From 0 to 1: a growing pause is shortened by up to a half, so that many that began together do not come back together.</param>
    public TimeSpan After(long attempt, double chance)
    {
        if (Factor <= 1) return Interval;
        double grown = Math.Min(Interval.TotalSeconds * Math.Pow(Factor, attempt), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(grown * (1 - (chance / 2)));
    }
}
