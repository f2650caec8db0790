namespace TcpProbe.Terminal;

/// <summary>What stands at a path.</summary>
internal enum FileKind
{
    /// <summary>Nothing, as far as this user can see.</summary>
    None,

    /// <summary>A file of bytes.</summary>
    Regular,

    /// <summary>A file of bytes that is mounted there by itself, as containers do it: written to, but never replaced.</summary>
    Mounted,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, wherever it leads.</summary>
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    Special,
}
