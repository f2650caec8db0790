using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TcpProbe.Core.Targets;

/// <summary>Where a statically linked program looks names up: /etc/hosts, then DNS, whatever nsswitch.conf(5) says.</summary>
/// <remarks>
/// A module named there is a library for the C library of that system, which need not be the one in the program. And without such a file,
/// as in an empty root, the C library asks DNS first, and takes no for an answer before it has read /etc/hosts.
/// </remarks>
internal static partial class BuiltInSources
{
    /// <summary>Whether they are all there is, as the publish settings decide.</summary>
    [FeatureSwitchDefinition("TcpProbe.Core.Targets.BuiltInSources")]
    public static bool AreAll => AppContext.TryGetSwitch("TcpProbe.Core.Targets.BuiltInSources", out bool chosen) && chosen;

    // Once in a process: the first thread that asks chooses, and the others wait for it.
    private static readonly bool s_areChosen = ConfigureLookUp("hosts", "files dns") == 0;

    /// <summary>Whether the C library keeps to them; not if it had no memory left to note them.</summary>
    public static bool AreChosen => s_areChosen;

    /// <summary>__nss_configure_lookup of nss.h: takes a line of nsswitch.conf(5) in place of the file's; 0 or -1.</summary>
    [LibraryImport("libc", EntryPoint = "__nss_configure_lookup", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ConfigureLookUp(string database, string line);
}
