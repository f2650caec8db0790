using System.Globalization;

namespace TcpProbe.Terminal;

/// <summary>Where a report that is to go to a path really goes, once links are followed: two that are equal meet there.</summary>
internal abstract record ReportPlace
{
    // As many as the kernel follows.
    private const int MostLinks = 40;

    /// <summary>What the path leads to.</summary>
    public static ReportPlace Of(string path)
    {
        for (int links = 0; links < MostLinks; links++)
        {
            path = WithRealFolder(path);
            if (OpenAlready(path) is { } descriptor) return descriptor;
            switch (PathStatus.Of(path))
            {
                case FileKind.None or FileKind.Regular:
                    return new ReplacedFile(path);
                case FileKind.Link when !IsOfProc(path) && new FileInfo(path).LinkTarget is { } target:
                    path = Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, target);
                    break;
                default:
                    return new StraightPath(path);
            }
        }

        return new StraightPath(path);
    }

    private static string WithRealFolder(string path)
    {
        if (!OperatingSystem.IsLinux()) return Path.GetFullPath(path);
        if (Path.GetFileName(path) is "" or "." or "..") return path;
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        return SystemCalls.RealPath(folder) is { } real ? Path.Combine(real, Path.GetFileName(path)) : path;
    }

    // What stands in /proc as a link to a file is the file itself, and its text is for people.
    private static bool IsOfProc(string path) => path.StartsWith("/proc/", StringComparison.Ordinal);

    // /dev/stdout, /dev/fd/3 and /proc/self/fd/3, in /proc/PID/fd and in /proc/PID/task/ID/fd.
    private static SharedDescriptor? OpenAlready(string path) =>
        path.StartsWith($"/proc/{Environment.ProcessId}/", StringComparison.Ordinal)
            && Path.GetFileName(Path.GetDirectoryName(path)) == "fd"
            && int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor)
            ? new SharedDescriptor(descriptor)
            : null;

    /// <summary>A file, or nothing yet: it is written beside, and takes the place.</summary>
    internal sealed record ReplacedFile(string Path) : ReportPlace;

    /// <summary>A pipe, a device, a mounted file: it is written to as it is.</summary>
    internal sealed record StraightPath(string Path) : ReportPlace;

    /// <summary>Something that this process was started with: it goes where that writes.</summary>
    internal sealed record SharedDescriptor(int Descriptor) : ReportPlace;
}
