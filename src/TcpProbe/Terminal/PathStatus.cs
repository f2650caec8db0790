namespace TcpProbe.Terminal;

/// <summary>Looks at what stands at a path, without opening it and without following a link.</summary>
internal static class PathStatus
{
    // From stat(2): the bits of the mode that tell the kind.
    private const int KindMask = 0xF000, DirectoryKind = 0x4000, RegularKind = 0x8000, LinkKind = 0xA000;

    /// <summary>What stands there.</summary>
    public static FileKind Of(string path)
    {
        if (OperatingSystem.IsLinux()) return OnLinux(path);
        FileInfo file = new(path);
        return file.LinkTarget is not null ? FileKind.Link
            : Directory.Exists(path) ? FileKind.Directory
            : file.Exists ? FileKind.Regular
            : FileKind.None;
    }

    // .NET tells a pipe or a device from a file nowhere.
    private static FileKind OnLinux(string path) => SystemCalls.Status(path) is not { } status ? FileKind.None : (status.Mode & KindMask) switch
    {
        DirectoryKind => FileKind.Directory,
        RegularKind => status.IsMounted ? FileKind.Mounted : FileKind.Regular,
        LinkKind => FileKind.Link,
        _ => FileKind.Special,
    };
}
