namespace TcpProbe.Tests.Harness;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("tcpprobe").FullName;

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string File(string name, string text)
    {
        string file = PathOf(name);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    /// <summary>The path of a file that may not be there.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>The names of what is in it, in order.</summary>
    public string[] Names() => [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(path, recursive: true);
}
