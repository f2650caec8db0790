using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;

namespace TcpProbe.Core.Tls;

/// <summary>OpenSSL as .NET finds it on Linux: whether it is there, and which certificates of the system it reads.</summary>
internal static partial class TlsLibrary
{
    /// <summary>What is said where there is no OpenSSL.</summary>
    public const string Missing = "this machine has no OpenSSL library (libssl.so.3)";

    /// <summary>What is said where there is no memory for it.</summary>
    public const string NoRoom = "no memory was left for OpenSSL";

    private const string Folder = "SSL_CERT_DIR";
    private const string File = "SSL_CERT_FILE";
    private const string Nothing = "/dev/null";

    // .NET looks for these in this order, and ends the process if none is there.
    private static readonly string[] s_versions = ["3", "1.1", "1.0.2", "1.0.0", "10"];

    // Debian and Alpine, Fedora, SUSE, Alpine and the BSDs.
    private static readonly string[] s_bundles =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/ca-bundle.pem", "/var/lib/ca-certificates/ca-bundle.pem", "/etc/ssl/cert.pem",
    ];

    // More than it takes of the address space to load OpenSSL and to read the certificates. With less OpenSSL is not found, a certificate not
    // read, the handshake blamed on the peer, or the process ended by a fault in OpenSSL or .NET.
    private const nuint Room = 16 * 1024 * 1024;
    private const int NoAccess = 0;
    private const int PrivateAndAnonymous = 0x22;

    private static readonly Lazy<string?> s_whyNot = new(Find);
    private static readonly Lock s_gate = new();
    private static bool s_isPrepared;

    /// <summary>Why TLS cannot be spoken on this machine at all; <c>null</c> if it can.</summary>
    public static string? WhyNot => s_whyNot.Value;

    /// <summary>Whether TLS can be spoken on this machine at all.</summary>
    public static bool IsThere => WhyNot is null;

    /// <summary>Reads the certificates of the system, before any clock runs; none if <paramref name="system"/> does not want them.</summary>
    /// <remarks>
    /// .NET reads every file of the directory of certificates, 0.1 s long, even for a handshake that believes none of them. Which directory
    /// and file that is it asks of the environment once in a process. Only the first call can therefore choose, and no thread that reads
    /// the environment may run beside it; afterwards the environment is as it was, for a program that is started from here.
    /// </remarks>
    public static void Prepare(bool system)
    {
        if (!OperatingSystem.IsLinux()) return;
        lock (s_gate)
        {
            if (s_isPrepared) return;
            s_isPrepared = true;
            nint folder = Variable(Folder), file = Variable(File);
            string? bundle = system ? s_bundles.FirstOrDefault(System.IO.File.Exists) : Nothing;
            if (bundle is null || (system && (folder != 0 || file != 0)))
            {
                // What the user or the distribution chose for this system is what counts.
                Load();
                return;
            }

            _ = SetVariable(Folder, Nothing, 1);
            _ = SetVariable(File, bundle, 1);
            Load();
            Restore(Folder, folder);
            Restore(File, file);
        }
    }

    private static void Restore(string name, nint value) => _ = value == 0 ? UnsetVariable(name) : SetVariable(name, value, 1);

    private static void Load()
    {
        using X509Store store = new(StoreName.Root, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);

        // Nothing is read before somebody wants to see it.
        foreach (X509Certificate2 certificate in store.Certificates) certificate.Dispose();
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux()) return null;
        if (!HasRoom()) return NoRoom;
        string? wanted = Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE");
        return s_versions.Prepend(wanted).Any(version => version is not null && NativeLibrary.TryLoad($"libssl.so.{version}", out _)) ? null : Missing;
    }

    // Asked for and given back, untouched: it costs two calls and no memory.
    private static bool HasRoom()
    {
        nint room = Map(0, Room, NoAccess, PrivateAndAnonymous, -1, 0);
        if (room == -1) return false;
        _ = Unmap(room, Room);
        return true;
    }

    /// <summary>mmap(2).</summary>
    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    /// <summary>munmap(2).</summary>
    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);

    /// <summary>getenv(3): the bytes themselves, which outlive a setenv(3), whether they are UTF-8 or not.</summary>
    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Variable(string name);

    /// <summary>setenv(3): the environment as C libraries see it, which .NET's own does not reach.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    /// <summary>setenv(3) with bytes.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, nint value, int overwrite);

    /// <summary>unsetenv(3).</summary>
    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetVariable(string name);
}
