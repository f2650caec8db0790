using System.Text;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;

namespace TcpProbe.Terminal;

/// <summary>A small file that is put in its place with all of its text or not at all, and stays there.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string _option;
    private readonly string _path;
    private FileBeside? _file;

    /// <summary>Makes sure that the file can be written, before anything else is begun.</summary>
    /// <exception cref="UsageException">The option names a path where none can be, or where something else stands.</exception>
    public WholeFile(string option, string path)
    {
        _option = option;
        _path = path;
        Demand();
        Try(() => _file = new FileBeside(path));
    }

    /// <summary>Writes a file.</summary>
    /// <exception cref="UsageException">The option names a path where none can be, or where something else stands.</exception>
    public static void Write(string option, string path, string text)
    {
        using WholeFile file = new(option, path);
        file.Publish(text);
    }

    /// <summary>Puts the file in its place, once.</summary>
    /// <exception cref="UsageException">It cannot be put there.</exception>
    public void Publish(string text)
    {
        Demand();
        Try(() =>
        {
            _file!.Write(Encoding.UTF8.GetBytes(text));
            _file.TakePlace();
        });
    }

    /// <summary>Deletes what was not published.</summary>
    public void Dispose() => _file?.Dispose();

    // A device, a pipe or a link that is replaced is lost: whoever named it wanted it written to, and that is another thing.
    private void Demand()
    {
        string? other = PathStatus.Of(_path) switch
        {
            FileKind.Directory => "a directory",
            FileKind.Link => "a symbolic link, and only a file is replaced",
            FileKind.Mounted => "a mounted file, which cannot be replaced",
            FileKind.Special => "a pipe, a socket or a device, and only a file is replaced",
            _ => null,
        };
        if (other is not null) throw new UsageException($"{_option} {Shown.Word(_path)} is {other}");
    }

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new UsageException($"{_option} {Shown.Word(_path)} cannot be written: {FileFault.Reason(fault, _path)}");
        }
    }
}
