using TcpProbe.Core.Reporting;
using TcpProbe.Core.Targets;
using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>The targets in a file that the command line names.</summary>
internal static class ListedTargets
{
    private const int MostMebibytes = 16;

    /// <summary>Reads them, at least one.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The file, <c>-</c> for stdin.</param>
    /// <exception cref="UsageException">It cannot be read or names no target, or lines of it are wrong.</exception>
    public static IReadOnlyList<Target> Read(string option, string path)
    {
        TargetFile file = TargetFile.Parse(Content(option, path));
        if (file.Mistakes.Count > 0) throw new UsageException(Complaints(Shown.Word(path), file));
        return file.Targets.Count > 0 ? file.Targets : throw new UsageException($"{option} {Shown.Word(path)} names no target");
    }

    private static byte[] Content(string option, string path)
    {
        try
        {
            return InputFile.Read(path, MostMebibytes);
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{option} {Shown.Word(path)} {wrong.Message}");
        }
    }

    private static List<string> Complaints(string shown, TargetFile file)
    {
        List<string> lines = [.. file.Mistakes.Select(mistake => $"{shown}:{mistake.Line}: {mistake.Wrong}")];
        if (file.MoreMistakes > 0) lines.Add($"{shown}: and {Amounts.Count(file.MoreMistakes, "more bad line")}");
        return lines;
    }
}
