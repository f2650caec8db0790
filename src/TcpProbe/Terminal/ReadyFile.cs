using System.Net;

namespace TcpProbe.Terminal;

/// <summary>The file that says where the peer listens, for as long as it does.</summary>
internal sealed class ReadyFile : IDisposable
{
    private readonly string _path;
    private readonly WholeFile _file;
    private bool _isThere;

    /// <summary>Makes sure that it can be written; it is not there yet.</summary>
    /// <exception cref="Endings.UsageException">It cannot.</exception>
    public ReadyFile(string path)
    {
        _path = path;
        _file = new WholeFile("--ready-file", path);
    }

    /// <summary>Puts it there.</summary>
    /// <exception cref="Endings.UsageException">It cannot be put there.</exception>
    public void Say(IPEndPoint endPoint)
    {
        _file.Publish($"{endPoint}\n");
        _isThere = true;
    }

    /// <summary>Takes it away.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (_isThere) FileBeside.Delete(_path);
        _isThere = false;
    }
}
