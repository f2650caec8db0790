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
    private static readonly object s_gate = new();
    private static bool? s_isChosen;

    /// <summary>Whether they are all there is, as the publish settings decide.</summary>
    [FeatureSwitchDefinition("TcpProbe.Core.Targets.BuiltInSources")]
    public static bool AreAll => AppContext.TryGetSwitch("TcpProbe.Core.Targets.BuiltInSources", out bool chosen) && chosen;

    /// <summary>Has the C library keep to them, once in a process: the first thread that asks chooses, and the others wait for it.</summary>
    /// <returns>Whether it does; not if it had no memory left to note them.</returns>
    public static bool Choose()
    {
        lock (s_gate) return s_isChosen ??= ConfigureLookUp("hosts", "files dns") == 0;
    }

    /// <summary>__nss_configure_lookup of nss.h: takes a line of nsswitch.conf(5) in place of the file's; 0 or -1.</summary>
    [LibraryImport("libc", EntryPoint = "__nss_configure_lookup", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ConfigureLookUp(string database, string line);
}
